-- The way from an article to its proof: captures, WARC files, places and digests.
-- :article -- number of the article
SELECT captured_at, status, revision, warc_file, warc_offset, warc_length, record_id, payload_digest
FROM capture_places WHERE article_id = CAST(:article AS integer)
ORDER BY captured_at
