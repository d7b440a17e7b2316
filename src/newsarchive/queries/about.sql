-- Articles with a word in headline or text, newest first (see `newsarchive search` for more).
-- :word -- what to look for, in any case
-- :since = 0001-01-01 -- first day, such as 2024-01-01
-- :until = 9999-12-31 -- last day
SELECT article_id, published_on, source, headline
FROM articles_read
WHERE (LOWER(headline) LIKE '%' || LOWER(CAST(:word AS text)) || '%'
    OR LOWER(text) LIKE '%' || LOWER(CAST(:word AS text)) || '%')
  AND COALESCE(CAST(published_on AS text), '0001-01-01') BETWEEN :since AND :until
ORDER BY published_on IS NULL, published_on DESC, article_id DESC
