-- Articles that their publishers rewrote most: changes and words added and taken away.
-- :rows = 50 -- how many
SELECT c.article_id, c.source, a.headline, COUNT(*) AS changes,
       SUM(c.words_added) AS words_added, SUM(c.words_removed) AS words_removed
FROM revision_changes c JOIN articles a ON a.id = c.article_id
WHERE c.cause = 'publisher' AND NOT c.is_trivial
GROUP BY c.article_id, c.source, a.headline
ORDER BY changes DESC, words_added DESC, c.article_id
LIMIT CAST(:rows AS integer)
