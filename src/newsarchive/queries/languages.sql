-- Articles by language and source.
SELECT COALESCE(language, '-') AS language, source, COUNT(*) AS articles,
       COUNT(DISTINCT COALESCE(copy_group, article_id)) AS stories
FROM articles_read GROUP BY language, source ORDER BY articles DESC, language, source
