-- What sections the articles were filed under, by source.
-- :source = % -- name of a source, % for all
SELECT source, section, COUNT(*) AS articles, COUNT(DISTINCT COALESCE(copy_group, article_id)) AS stories
FROM articles_read WHERE section IS NOT NULL AND source LIKE :source
GROUP BY source, section ORDER BY articles DESC, source, section
