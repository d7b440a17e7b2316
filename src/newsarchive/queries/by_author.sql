-- Everything by one author.
-- :author -- part of the name, in any case
SELECT a.id AS article_id, a.published_on, s.name AS source, a.headline, w.name AS author
FROM authors w JOIN article_authors l ON l.author_id = w.id
JOIN articles a ON a.id = l.article_id JOIN sources s ON s.id = a.source_id
WHERE LOWER(w.name) LIKE '%' || LOWER(CAST(:author AS text)) || '%'
ORDER BY a.published_on IS NULL, a.published_on DESC, a.id DESC
