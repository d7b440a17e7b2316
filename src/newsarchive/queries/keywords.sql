-- The publishers' keywords, the most used first.
-- :since = 0001-01-01 -- first day, such as 2024-01-01
-- :until = 9999-12-31 -- last day
SELECT t.name AS keyword, COUNT(*) AS articles, COUNT(DISTINCT COALESCE(a.copy_group, a.id)) AS stories,
       MIN(a.published_on) AS first_used, MAX(a.published_on) AS last_used
FROM tags t JOIN article_tags l ON l.tag_id = t.id JOIN articles a ON a.id = l.article_id
WHERE COALESCE(CAST(a.published_on AS text), '0001-01-01') BETWEEN :since AND :until
GROUP BY t.name ORDER BY articles DESC, keyword
