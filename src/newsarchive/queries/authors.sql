-- Who writes most, and for which source.
-- :since = 0001-01-01 -- first day, such as 2024-01-01
-- :until = 9999-12-31 -- last day
SELECT w.name AS author, s.name AS source, COUNT(*) AS articles,
       COUNT(DISTINCT COALESCE(a.copy_group, a.id)) AS stories, MAX(a.published_on) AS newest
FROM authors w JOIN article_authors l ON l.author_id = w.id
JOIN articles a ON a.id = l.article_id JOIN sources s ON s.id = a.source_id
WHERE COALESCE(CAST(a.published_on AS text), '0001-01-01') BETWEEN :since AND :until
GROUP BY w.name, s.name ORDER BY articles DESC, author, source
