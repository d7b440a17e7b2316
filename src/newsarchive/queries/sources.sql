-- All sources: how many articles, from when to when, how many words on average.
SELECT s.name AS source, COUNT(a.id) AS articles, COUNT(DISTINCT COALESCE(a.copy_group, a.id)) AS stories,
       MIN(a.published_on) AS oldest, MAX(a.published_on) AS newest,
       CAST(ROUND(AVG(a.word_count)) AS integer) AS words_on_average
FROM sources s LEFT JOIN articles a ON a.source_id = s.id
GROUP BY s.name ORDER BY articles DESC, s.name
