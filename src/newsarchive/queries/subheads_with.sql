-- Subheads with a word in them, and their articles.
-- :word -- what to look for, in any case
SELECT article_id, published_on, source, subhead, headline
FROM subheads WHERE LOWER(subhead) LIKE '%' || LOWER(CAST(:word AS text)) || '%'
ORDER BY published_on IS NULL, published_on DESC, article_id, position
