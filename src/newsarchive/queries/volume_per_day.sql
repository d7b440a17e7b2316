-- Articles and distinct stories per day, all sources together.
-- :since = 0001-01-01 -- first day, such as 2024-01-01
-- :until = 9999-12-31 -- last day
SELECT DISTINCT day, all_articles AS articles, all_stories AS stories
FROM articles_per_day WHERE CAST(day AS text) BETWEEN :since AND :until
ORDER BY day
