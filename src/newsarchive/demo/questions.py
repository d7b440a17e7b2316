"""Twenty questions of trade analysts with their SQL: asked of the demo archive, on both databases.

The answers in `docs/analysts.md` are printed from here. They hold nothing that depends on the day of
the run, on the port of the sample site or on the kind of database.
"""

from __future__ import annotations

import io

from newsarchive.export import WriteOptions, write_rows
from newsarchive.store.query import run_query

QUESTIONS: tuple[tuple[str, str], ...] = (
    (
        "How many articles and how many distinct stories are there?",
        """SELECT COUNT(*) AS articles, COUNT(DISTINCT COALESCE(copy_group, id)) AS stories
FROM articles""",
    ),
    (
        "What did each paper print, and how many of its stories are its own?",
        """SELECT s.name AS source, COUNT(*) AS articles,
       SUM(CASE WHEN a.copy_group <> a.id THEN 1 ELSE 0 END) AS copies_of_others
FROM articles a JOIN sources s ON s.id = a.source_id
GROUP BY s.name ORDER BY articles DESC, source""",
    ),
    (
        "What was written about rice, when and by whom?",
        """SELECT published_on, source, headline, authors FROM articles_read
WHERE LOWER(headline) LIKE '%rice%' ORDER BY published_on""",
    ),
    (
        "Which articles mention a quota anywhere in their text?",
        """SELECT published_on, source, headline FROM articles_read
WHERE LOWER(text) LIKE '%quota%' ORDER BY published_on DESC, source, headline""",
    ),
    (
        "Who covered the sugar quota first, and who printed it later?",
        """SELECT a.published_at, s.name AS source, a.headline,
       CASE WHEN a.copy_group = a.id THEN 'first' ELSE 'copy' END AS printed
FROM articles a JOIN sources s ON s.id = a.source_id
WHERE a.copy_group IS NOT NULL ORDER BY a.published_at""",
    ),
    (
        "What share of all articles are copies of others?",
        """SELECT COUNT(*) AS articles, SUM(CASE WHEN copy_group <> id THEN 1 ELSE 0 END) AS copies,
       ROUND(100.0 * SUM(CASE WHEN copy_group <> id THEN 1 ELSE 0 END) / COUNT(*), 1) AS percent
FROM articles""",
    ),
    (
        "Which articles have a subhead such as “Relationship test”?",
        """SELECT published_on, source, subhead, headline FROM subheads
WHERE LOWER(subhead) LIKE '%test%' ORDER BY published_on, position""",
    ),
    (
        "Under which subheads does one article speak?",
        """SELECT subhead FROM subheads
WHERE headline LIKE 'Japan to test every lot%' ORDER BY position""",
    ),
    (
        "How much was published in each month of 2026, and how many stories is that?",
        """SELECT DISTINCT month, all_articles, all_stories FROM articles_per_month
WHERE month LIKE '2026-%' ORDER BY month""",
    ),
    (
        "Which share of a week's articles has each paper (ISO week 46 of 2026)?",
        """SELECT week, source, articles, percent_of_week FROM articles_per_week
WHERE week = '2026-W46' ORDER BY articles DESC, source""",
    ),
    (
        "On which days did more than one article appear?",
        """SELECT DISTINCT day, all_articles, all_stories FROM articles_per_day
WHERE all_articles > 1 ORDER BY day""",
    ),
    (
        "Which papers have printed nothing since 1 November 2026?",
        """SELECT s.name AS source, MAX(a.published_on) AS newest
FROM sources s JOIN articles a ON a.source_id = s.id
GROUP BY s.name HAVING MAX(a.published_on) < '2026-11-01' ORDER BY newest, source""",
    ),
    (
        "From which followed papers is there no article at all?",
        """SELECT s.name AS source FROM sources s LEFT JOIN articles a ON a.source_id = s.id
WHERE a.id IS NULL ORDER BY source""",
    ),
    (
        "What did publishers change after publication?",
        """SELECT source, headline_before, headline_after, words_added, words_removed
FROM revision_changes WHERE cause = 'publisher' AND NOT is_trivial""",
    ),
    (
        "Which sentences call themselves a correction?",
        """SELECT a.headline, b.text AS correction
FROM articles a JOIN revisions r ON r.article_id = a.id AND r.number = a.current_revision
JOIN blocks b ON b.revision_id = r.id WHERE b.text LIKE 'Correction:%' ORDER BY a.headline""",
    ),
    (
        "Which languages are the articles in?",
        """SELECT SUBSTR(language, 1, 2) AS language, COUNT(*) AS articles
FROM articles GROUP BY SUBSTR(language, 1, 2) ORDER BY articles DESC, language""",
    ),
    (
        "Which countries do headlines name most?",
        """WITH countries(name) AS (VALUES ('Bangladesh'), ('Brazil'), ('Canada'), ('India'), ('Japan'),
     ('Kenya'), ('Korea'), ('Vietnam'))
SELECT c.name AS country, COUNT(*) AS articles
FROM countries c JOIN articles a ON a.headline LIKE '%' || c.name || '%'
GROUP BY c.name ORDER BY articles DESC, country""",
    ),
    (
        "How long are the articles, by paper?",
        """SELECT source, COUNT(*) AS articles, MIN(word_count) AS shortest, MAX(word_count) AS longest
FROM articles_read GROUP BY source HAVING COUNT(*) > 1 ORDER BY source""",
    ),
    (
        "Which pages were looked at that are no articles, and why?",
        """SELECT source, page_class, COUNT(*) AS captures FROM capture_places
WHERE page_class NOT IN ('article', 'teaser') GROUP BY source, page_class ORDER BY source, page_class""",
    ),
    (
        "How exactly is it known when each article of 2017 was published?",
        """SELECT published_on, published_text, published_zone_basis AS zone, published_precision AS exact_to
FROM articles WHERE published_on < '2018-01-01' ORDER BY published_on""",
    ),
)
"""Question and SQL, in the order of the documentation."""


def answer(url: str, sql: str) -> str:
    """The answer of an archive's database as a table in plain text."""
    out = io.BytesIO()
    with run_query(url, sql) as result:
        write_rows(result, out, "table", WriteOptions(width=160))
    return out.getvalue().decode()


def questions_markdown(url: str) -> str:
    """The questions with their SQL and the answers of this database, in Markdown."""
    parts = []
    for number, (question, sql) in enumerate(QUESTIONS, 1):
        parts.append(f"### {number}. {question}\n\n```sql\n{sql}\n```\n\n```text\n{answer(url, sql)}```\n")
    return "\n".join(parts)
