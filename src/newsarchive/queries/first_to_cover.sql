-- Who covered a subject first: each source's earliest article with a word, and whether it is a copy of another.
-- :word -- what to look for, in any case
WITH hits AS (
    SELECT source, published_on, published_at, article_id, headline, copy_group,
           ROW_NUMBER() OVER (PARTITION BY source ORDER BY published_on, published_at IS NULL, published_at, article_id) AS place
    FROM articles_read
    WHERE published_on IS NOT NULL
      AND (LOWER(headline) LIKE '%' || LOWER(CAST(:word AS text)) || '%'
        OR LOWER(text) LIKE '%' || LOWER(CAST(:word AS text)) || '%'))
SELECT source, published_on, published_at, article_id, headline,
       CASE WHEN copy_group IS NULL THEN 'own' WHEN copy_group = article_id THEN 'first print' ELSE 'copy' END AS story
FROM hits WHERE place = 1
ORDER BY published_on, published_at IS NULL, published_at, source
