-- Active sources in which nothing new was found for some days.
-- :days = 7 -- how many days of silence
SELECT source, days_silent, newest_published_on, newest_first_seen, last_tried, last_outcome
FROM source_activity
WHERE is_active AND days_silent >= CAST(:days AS integer)
ORDER BY days_silent DESC, source
