-- The newest articles, with source and authors.
-- :source = % -- name of a source, % for all
-- :rows = 20 -- how many
SELECT article_id, published_on, source, headline, authors
FROM articles_read
WHERE source LIKE :source
ORDER BY published_on IS NULL, published_on DESC, published_at DESC, article_id DESC
LIMIT CAST(:rows AS integer)
