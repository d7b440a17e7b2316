-- Which sources write about a word, and how much of what they print that is.
-- :word -- what to look for, in any case
-- :since = 0001-01-01 -- first day, such as 2024-01-01
-- :until = 9999-12-31 -- last day
WITH told AS (
    SELECT source, COALESCE(copy_group, article_id) AS story, CASE WHEN LOWER(headline) LIKE '%' || LOWER(CAST(:word AS text)) || '%'
                          OR LOWER(text) LIKE '%' || LOWER(CAST(:word AS text)) || '%' THEN 1 ELSE 0 END AS hit
    FROM articles_read WHERE COALESCE(CAST(published_on AS text), '0001-01-01') BETWEEN :since AND :until)
SELECT source, SUM(hit) AS articles, COUNT(DISTINCT CASE WHEN hit = 1 THEN story END) AS stories,
       COUNT(*) AS all_articles, ROUND(100.0 * SUM(hit) / COUNT(*), 1) AS percent
FROM told GROUP BY source ORDER BY articles DESC, source
