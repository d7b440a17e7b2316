-- Articles on whose page no day of publication was found.
-- :source = % -- name of a source, % for all
SELECT article_id, source, headline, published_text, first_seen, url
FROM undated_articles WHERE source LIKE :source ORDER BY first_seen DESC, article_id
