-- Articles per month and source, with the source's share of the month.
-- :source = % -- name of a source, % for all
SELECT month, source, articles, stories, ROUND(percent_of_month, 1) AS percent_of_month
FROM articles_per_month WHERE source LIKE :source ORDER BY month, source
