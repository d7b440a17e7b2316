-- How many of each source's articles were found on the day they were published (UTC).
WITH delays AS (
    SELECT s.name AS source, c.captured_at, a.published_at
    FROM articles a JOIN sources s ON s.id = a.source_id
    JOIN revisions r ON r.article_id = a.id AND r.number = 1 JOIN captures c ON c.id = r.capture_id
    WHERE a.published_at IS NOT NULL AND a.published_zone_basis <> 'unknown'),
late AS (
    SELECT source, CASE WHEN SUBSTR(CAST(captured_at AS text), 1, 10) = SUBSTR(CAST(published_at AS text), 1, 10)
                        THEN 1 ELSE 0 END AS same_day
    FROM delays)
SELECT source, COUNT(*) AS articles, SUM(same_day) AS found_on_the_day,
       ROUND(100.0 * SUM(same_day) / COUNT(*), 1) AS percent
FROM late GROUP BY source ORDER BY percent, source
