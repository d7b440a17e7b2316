-- How many articles mention a word, month by month, and what share of all articles that is.
-- :word -- what to look for, in any case
WITH dated AS (
    SELECT SUBSTR(CAST(published_on AS text), 1, 7) AS month, COALESCE(copy_group, id) AS story,
           CASE WHEN LOWER(headline) LIKE '%' || LOWER(CAST(:word AS text)) || '%'
                  OR LOWER(text) LIKE '%' || LOWER(CAST(:word AS text)) || '%' THEN 1 ELSE 0 END AS hit
    FROM articles WHERE published_on IS NOT NULL)
SELECT month, SUM(hit) AS articles, COUNT(DISTINCT CASE WHEN hit = 1 THEN story END) AS stories,
       COUNT(*) AS all_articles, ROUND(100.0 * SUM(hit) / COUNT(*), 1) AS percent
FROM dated GROUP BY month ORDER BY month
