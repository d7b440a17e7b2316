-- Figures that publishers changed after publication: headlines and paragraphs in which only numbers are other ones, before and after.
-- :since = 0001-01-01 -- first day, such as 2024-01-01
-- :until = 9999-12-31 -- last day
WITH changes AS (
    SELECT r.article_id, s.name AS source, c.captured_at AS seen_at, r.previous_id AS old_id, r.id AS new_id
    FROM revisions r JOIN articles a ON a.id = r.article_id JOIN sources s ON s.id = a.source_id
    JOIN captures c ON c.id = r.capture_id
    WHERE r.cause = 'publisher' AND r.previous_id IS NOT NULL
      AND SUBSTR(CAST(c.captured_at AS text), 1, 10) BETWEEN :since AND :until),
looked_at AS (SELECT old_id AS id FROM changes UNION SELECT new_id FROM changes),
said AS (
    SELECT revision_id, text FROM blocks WHERE revision_id IN (SELECT id FROM looked_at)
    UNION SELECT id, headline FROM revisions WHERE id IN (SELECT id FROM looked_at)),
bare AS (
    SELECT revision_id, text, REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(text, '0', ''), '1', ''), '2', ''), '3', ''), '4', ''), '5', ''), '6', ''), '7', ''), '8', ''), '9', ''), '.', ''), ',', '') AS words FROM said)
SELECT x.article_id, x.source, x.seen_at, o.text AS before, n.text AS after
FROM changes x JOIN bare o ON o.revision_id = x.old_id
JOIN bare n ON n.revision_id = x.new_id AND n.words = o.words AND n.text <> o.text
WHERE NOT EXISTS (SELECT 1 FROM said WHERE revision_id = x.new_id AND text = o.text)
  AND NOT EXISTS (SELECT 1 FROM said WHERE revision_id = x.old_id AND text = n.text)
ORDER BY x.seen_at DESC, x.article_id, n.text
