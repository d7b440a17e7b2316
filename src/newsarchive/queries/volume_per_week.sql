-- Articles per ISO week and source, with the source's share of the week.
-- :source = % -- name of a source, % for all
SELECT week, source, articles, stories, ROUND(percent_of_week, 1) AS percent_of_week
FROM articles_per_week WHERE source LIKE :source ORDER BY week, source
