-- How much of each source is also printed elsewhere, and how often it was the first.
SELECT s.name AS source, COUNT(*) AS articles, COUNT(DISTINCT COALESCE(a.copy_group, a.id)) AS stories,
       SUM(CASE WHEN a.copy_group IS NOT NULL THEN 1 ELSE 0 END) AS with_copies,
       SUM(CASE WHEN a.copy_group = a.id THEN 1 ELSE 0 END) AS first_to_print,
       ROUND(100.0 * SUM(CASE WHEN a.copy_group IS NOT NULL THEN 1 ELSE 0 END) / COUNT(*), 1) AS percent_with_copies
FROM articles a JOIN sources s ON s.id = a.source_id
GROUP BY s.name ORDER BY with_copies DESC, s.name
