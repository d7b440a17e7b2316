-- Which keywords stand on the same articles: what a dispute or a product is written about with.
-- :keyword -- a keyword, in any case
SELECT other.name AS together_with, COUNT(*) AS articles, COUNT(DISTINCT COALESCE(a.copy_group, a.id)) AS stories
FROM tags t JOIN article_tags l ON l.tag_id = t.id
JOIN article_tags ol ON ol.article_id = l.article_id AND ol.tag_id <> l.tag_id
JOIN tags other ON other.id = ol.tag_id
JOIN articles a ON a.id = l.article_id
WHERE LOWER(t.name) = LOWER(CAST(:keyword AS text))
GROUP BY other.name ORDER BY articles DESC, together_with
