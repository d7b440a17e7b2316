-- What the captures show: articles, teasers, consent walls, pages not found.
SELECT s.name AS source, p.page_class, COUNT(*) AS captures
FROM parse_results p JOIN captures c ON c.id = p.capture_id JOIN pages g ON g.id = c.page_id
JOIN sources s ON s.id = g.source_id
GROUP BY s.name, p.page_class ORDER BY s.name, captures DESC, p.page_class
