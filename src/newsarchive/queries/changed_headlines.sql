-- Headlines that publishers changed after publication: before and after.
-- :since = 0001-01-01 -- first day, such as 2024-01-01
-- :until = 9999-12-31 -- last day
SELECT article_id, source, seen_at, headline_before, headline_after
FROM revision_changes
WHERE cause = 'publisher' AND headline_changed = 1 AND SUBSTR(CAST(seen_at AS text), 1, 10) BETWEEN :since AND :until
ORDER BY seen_at DESC, article_id
