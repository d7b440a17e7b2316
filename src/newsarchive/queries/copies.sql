-- Stories that several articles tell: the earliest, how many copies, in how many sources.
-- :since = 0001-01-01 -- first day, such as 2024-01-01
-- :until = 9999-12-31 -- last day
SELECT a.copy_group AS earliest_article, first.published_at, s.name AS source, first.headline,
       COUNT(*) AS articles, COUNT(DISTINCT a.source_id) AS sources
FROM articles a JOIN articles first ON first.id = a.copy_group JOIN sources s ON s.id = first.source_id
WHERE COALESCE(CAST(first.published_on AS text), '0001-01-01') BETWEEN :since AND :until
GROUP BY a.copy_group, first.published_at, s.name, first.headline
ORDER BY articles DESC, earliest_article
