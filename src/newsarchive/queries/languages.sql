-- Articles by language and source.
SELECT COALESCE(language, '-') AS language, source, COUNT(*) AS articles
FROM articles_read GROUP BY language, source ORDER BY articles DESC, language, source
