-- What could not be fetched, by source and reason, in the newest runs.
-- :runs = 10 -- how many runs back
SELECT s.name AS source, f.outcome, f.status, COUNT(*) AS attempts, MAX(f.started_at) AS last_time
FROM fetches f LEFT JOIN sources s ON s.id = f.source_id
WHERE f.capture_id IS NULL AND f.outcome <> 'not_modified'
  AND f.run_id > (SELECT MAX(id) FROM runs) - CAST(:runs AS integer)
GROUP BY s.name, f.outcome, f.status ORDER BY attempts DESC, source, f.outcome
