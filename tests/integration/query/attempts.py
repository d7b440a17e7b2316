"""Statements that try to write, to escape, to hang or to swell.

`{dir}` stands for a folder of the test, `{db}` for the database file (SQLite).
"""

from __future__ import annotations

WRITES_BOTH = r"""
INSERT INTO sources (name, added_at) VALUES ('x', '2024-01-01T00:00:00Z')
INSERT INTO tags (name) SELECT 'x'
UPDATE articles SET headline = 'x'
UPDATE articles SET headline = 'x' RETURNING id
DELETE FROM articles
DELETE FROM sources WHERE 1 = 1 RETURNING name
DROP TABLE articles
DROP TABLE IF EXISTS blocks
DROP VIEW articles_read
DROP INDEX ix_articles_published_at
CREATE TABLE stolen AS SELECT * FROM articles
CREATE TABLE t (a integer)
CREATE TEMP TABLE t (a integer)
CREATE TEMPORARY TABLE t AS SELECT 1
CREATE VIEW v AS SELECT 1
CREATE TEMP VIEW v AS SELECT 1
CREATE INDEX i ON articles (headline)
CREATE UNIQUE INDEX i ON tags (id)
ALTER TABLE articles ADD COLUMN x integer
ALTER TABLE articles RENAME TO a2
ALTER TABLE articles DROP COLUMN headline
BEGIN
BEGIN; DELETE FROM articles; COMMIT
COMMIT
ROLLBACK
END
SAVEPOINT s
RELEASE s
REINDEX
ANALYZE
VACUUM
SELECT 1; DELETE FROM articles
SELECT 1; COMMIT; DELETE FROM articles
SELECT 1;;DROP TABLE articles
COMMIT; DELETE FROM articles
ROLLBACK; DROP TABLE articles
/* harmless */ DELETE FROM articles
-- harmless\nDELETE FROM articles
SELECT 1 /* ; */ ; DELETE FROM articles /* */
SELECT 1 -- ;\n; DELETE FROM articles
SELECT '; ' ; DELETE FROM articles
/*/**/*/ DELETE FROM articles
/* -- */ DELETE FROM articles -- */
WITH x AS (DELETE FROM articles RETURNING id) SELECT * FROM x
WITH x AS (INSERT INTO tags (name) VALUES ('x') RETURNING id) SELECT * FROM x
WITH x AS (UPDATE articles SET headline = 'x' RETURNING id) SELECT * FROM x
WITH x AS (SELECT 1) DELETE FROM articles
WITH x AS (SELECT 1) UPDATE articles SET headline = 'x'
WITH x AS (SELECT 1) INSERT INTO tags (name) SELECT 'x' FROM x
EXPLAIN DELETE FROM articles
EXPLAIN ANALYZE DELETE FROM articles
DELETE FROM search_index
UPDATE alembic_version SET version_num = '0000'
DELETE FROM data_dictionary
INSERT INTO tags (name) VALUES ('x') ON CONFLICT DO NOTHING
SELECT * INTO stolen FROM articles
TRUNCATE articles
GRANT ALL ON articles TO PUBLIC
SELECT 1) ; DELETE FROM articles; --
)); DROP TABLE articles; --
""".strip().split("\n")

WRITES_SQLITE = r"""
PRAGMA query_only = 0
PRAGMA query_only(0)
PRAGMA query_only = OFF; DELETE FROM articles
PRAGMA journal_mode = DELETE
PRAGMA journal_mode(OFF)
PRAGMA user_version = 7
PRAGMA application_id = 7
PRAGMA writable_schema = 1
PRAGMA trusted_schema = 1
PRAGMA foreign_keys = OFF
PRAGMA synchronous = OFF
PRAGMA wal_checkpoint(TRUNCATE)
PRAGMA incremental_vacuum
PRAGMA optimize
PRAGMA temp_store_directory = '{dir}'
PRAGMA data_store_directory = '{dir}'
PRAGMA encoding = 'UTF-16'
PRAGMA page_size = 512
PRAGMA auto_vacuum = FULL
PRAGMA locking_mode = EXCLUSIVE
PRAGMA hard_heap_limit = 0
PRAGMA soft_heap_limit = 0
PRAGMA temp_store = FILE
PRAGMA mmap_size = 1000000000
PRAGMA cache_size = 1000000
PRAGMA schema_version = 99
PRAGMA main.user_version = 7
SELECT * FROM pragma_query_only(0)
SELECT * FROM pragma_journal_mode('DELETE')
SELECT * FROM pragma_user_version(7)
SELECT * FROM pragma_wal_checkpoint('TRUNCATE')
ATTACH '{dir}/new.db' AS a
ATTACH 'file:{db}?mode=rw' AS a
ATTACH 'file:{db}?mode=rwc' AS a
ATTACH DATABASE ':memory:' AS m
ATTACH '{db}' AS a; DELETE FROM a.articles
DETACH main
VACUUM INTO '{dir}/copy.db'
VACUUM main INTO '{dir}/copy.db'
REPLACE INTO tags (id, name) VALUES (1, 'x')
INSERT OR REPLACE INTO tags (id, name) VALUES (1, 'x')
UPDATE OR IGNORE articles SET headline = 'x'
UPDATE sqlite_master SET sql = ''
DELETE FROM sqlite_master
DELETE FROM sqlite_schema
INSERT INTO search_index (search_index) VALUES ('rebuild')
INSERT INTO search_index (search_index) VALUES ('optimize')
INSERT INTO search_index (search_index, rank) VALUES ('merge', 500)
INSERT INTO search_index (search_index) VALUES ('delete-all')
DELETE FROM search_index_data
SELECT load_extension('{dir}/x.so')
SELECT load_extension('libc.so.6', 'system')
SELECT writefile('{dir}/x', 'x')
SELECT edit('x')
SELECT readfile('/etc/passwd')
SELECT fts3_tokenizer('simple')
SELECT fts3_tokenizer('x', x'0000000000000000')
SELECT sqlite_log(1, 'x')
SELECT * FROM fsdir('/')
SELECT fts5('x')
SELECT optimize(search_index) FROM search_index
SELECT zipfile('x', 'y')
CREATE TRIGGER t AFTER INSERT ON tags BEGIN DELETE FROM articles; END
CREATE TEMP TRIGGER t AFTER INSERT ON tags BEGIN DELETE FROM articles; END
CREATE VIRTUAL TABLE v USING fts5(a)
CREATE VIRTUAL TABLE temp.v USING fts5(a)
CREATE VIRTUAL TABLE v USING csv('{dir}/x')
DROP TRIGGER search_index_article_deleted
BEGIN IMMEDIATE
BEGIN EXCLUSIVE
ROLLBACK TO s
EXPLAIN QUERY PLAN DELETE FROM articles
WITH RECURSIVE x(n) AS (SELECT 1) DELETE FROM articles
.shell touch {dir}/x
.output {dir}/x
""".strip().split("\n")

WRITES_POSTGRES = r"""
COPY articles TO '{dir}/x'
COPY articles TO PROGRAM 'touch {dir}/x'
COPY articles FROM PROGRAM 'echo 1'
COPY (SELECT 1) TO PROGRAM 'touch {dir}/x'
COPY (SELECT 1) TO STDOUT
SELECT 1; COPY (SELECT 1) TO PROGRAM 'touch {dir}/x'
SET ROLE postgres
SET SESSION AUTHORIZATION postgres
SET LOCAL ROLE postgres
RESET ROLE
RESET ALL
SET statement_timeout = 0
SET TRANSACTION READ WRITE
SET default_transaction_read_only = off
START TRANSACTION READ WRITE
COMMIT AND CHAIN
PREPARE TRANSACTION 'x'
PREPARE p AS DELETE FROM articles
EXECUTE p
DEALLOCATE ALL
DISCARD ALL
DECLARE c CURSOR FOR SELECT 1
CLOSE ALL
FETCH ALL FROM newsarchive_query
DO $$ BEGIN DELETE FROM articles; END $$
DO LANGUAGE plpgsql 'BEGIN DELETE FROM articles; END'
CALL pg_sleep(1)
CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'
CREATE EXTENSION dblink
CREATE ROLE mallory SUPERUSER
CREATE DATABASE mallory
CREATE SCHEMA mallory
CREATE SEQUENCE s
CREATE MATERIALIZED VIEW m AS SELECT 1
REFRESH MATERIALIZED VIEW m
ALTER SYSTEM SET work_mem = '1GB'
ALTER ROLE postgres SET work_mem = '1GB'
ALTER DATABASE postgres SET work_mem = '1GB'
ALTER ROLE newsarchive_reader SUPERUSER
LOCK TABLE articles
LISTEN x
NOTIFY x
LOAD 'plpgsql'
CHECKPOINT
CLUSTER
COMMENT ON TABLE articles IS 'x'
SECURITY LABEL ON TABLE articles IS 'x'
MERGE INTO tags USING (SELECT 1) s ON false WHEN NOT MATCHED THEN INSERT (name) VALUES ('x')
IMPORT FOREIGN SCHEMA x FROM SERVER y INTO z
SELECT * FROM articles FOR UPDATE
SELECT * FROM articles FOR SHARE
SELECT * INTO TEMP stolen FROM articles
TABLE articles; DELETE FROM articles
SELECT set_config('role', 'postgres', false)
SELECT set_config('transaction_read_only', 'off', true)
SELECT set_config('statement_timeout', '0', true), pg_sleep(60)
SELECT pg_catalog.set_config('role', 'none', true)
SELECT "set_config"('role', 'none', true)
SELECT SET_CONFIG('role', 'none', true)
SELECT set_config/**/('role', 'none', true)
SELECT set_config -- (\n('role', 'none', true)
SELECT "pg_catalog"."set_config"('role', 'none', true)
SELECT U&"set\005fconfig"('role', 'none', true)
SELECT $$a$$, set_config($x$role$x$, 'none', true)
SELECT E'\'', set_config('role', 'none', true), E'\''
SELECT '\', set_config('role', 'none', true), '\'
SELECT $a$ $b$ $a$, set_config('role', 'none', true), $b$ $b$
SELECT 1 AS "a""b", set_config('role', 'none', true)
SELECT /* /* */ set_config('role','none',true) */ 1, set_config('role','none',true)
SELECT nextval('articles_id_seq')
SELECT setval('articles_id_seq', 1)
SELECT lo_create(12345)
SELECT lo_import('/etc/passwd')
SELECT lo_export(1, '{dir}/x')
SELECT lo_from_bytea(0, 'x')
SELECT pg_read_file('/etc/passwd')
SELECT pg_read_binary_file('PG_VERSION')
SELECT pg_ls_dir('.')
SELECT pg_stat_file('PG_VERSION')
SELECT pg_terminate_backend(pg_backend_pid())
SELECT pg_cancel_backend(pg_backend_pid())
SELECT pg_reload_conf()
SELECT pg_rotate_logfile()
SELECT pg_switch_wal()
SELECT pg_create_restore_point('x')
SELECT pg_backup_start('x')
SELECT pg_promote()
SELECT pg_advisory_lock(1)
SELECT pg_try_advisory_lock(1)
SELECT pg_advisory_xact_lock(1)
SELECT pg_notify('x', 'y')
SELECT pg_sleep(60)
SELECT pg_sleep_for('1 minute')
SELECT pg_sleep_until('2100-01-01')
SELECT pg_export_snapshot()
SELECT pg_logical_emit_message(false, 'x', 'y')
SELECT pg_create_physical_replication_slot('x')
SELECT pg_stat_reset()
SELECT pg_stat_clear_snapshot()
SELECT txid_current()
SELECT pg_current_xact_id()
SELECT query_to_xml('DELETE FROM articles', true, true, '')
SELECT query_to_xml('SELECT set_config(''role'', ''none'', true)', true, true, '')
SELECT table_to_xml('articles', true, true, '')
SELECT database_to_xml(true, true, '')
SELECT cursor_to_xml('newsarchive_query', 1, true, true, '')
SELECT * FROM ts_stat('DELETE FROM articles RETURNING tokens')
SELECT ts_rewrite('a'::tsquery, 'SELECT 1')
SELECT dblink_exec('dbname=postgres', 'DROP TABLE articles')
SELECT * FROM generate_series(1, 2), LATERAL set_config('role', 'none', true)
SELECT (SELECT set_config('role', 'none', true))
SELECT * FROM set_config('role', 'none', true)
SELECT CASE WHEN set_config('role', 'none', true) = 'none' THEN pg_sleep(9) END
WITH a AS MATERIALIZED (SELECT set_config('role', 'none', true)) SELECT * FROM a
VALUES (set_config('role', 'none', true))
SELECT * FROM pg_authid WHERE set_config('role', 'none', true) IS NOT NULL
SELECT set_limit(0.1)
SELECT pg_log_backend_memory_contexts(pg_backend_pid())
SELECT pg_import_system_collations('pg_catalog')
SELECT binary_upgrade_set_next_pg_type_oid(1)
SELECT has_table_privilege('articles', 'SELECT'), pg_relation_filepath('articles'), pg_drop_replication_slot('x')
\copy articles to '{dir}/x'
\! touch {dir}/x
""".strip().split("\n")

HANGS_SQLITE = r"""
WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c) SELECT count(*) FROM c
WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c) SELECT * FROM c
WITH RECURSIVE c(n) AS (SELECT 1 UNION SELECT n + 1 FROM c) SELECT max(n) FROM c
WITH RECURSIVE c(s) AS (SELECT 'aaaaaaaaaaaaaaaa' UNION ALL SELECT s || s FROM c) SELECT length(s) FROM c
WITH RECURSIVE c(s) AS (SELECT 'aaaaaaaaaaaaaaaa' UNION ALL SELECT s || s FROM c) SELECT group_concat(s) FROM c
SELECT count(*) FROM data_dictionary a, data_dictionary b, data_dictionary c, data_dictionary d, data_dictionary e
SELECT a.comment || b.comment AS x FROM data_dictionary a, data_dictionary b, data_dictionary c ORDER BY x
SELECT group_concat(a.comment) FROM data_dictionary a, data_dictionary b, data_dictionary c
SELECT printf('%900000000d', 1)
SELECT length(printf('%.*c', 900000000, 'x'))
SELECT format('%900000000s', 'x')
SELECT hex(zeroblob(1000000000))
SELECT randomblob(1000000000)
SELECT zeroblob(16000000), zeroblob(16000000), zeroblob(16000000), zeroblob(16000000), zeroblob(16000000), zeroblob(16000000), zeroblob(16000000), zeroblob(16000000), zeroblob(16000000), zeroblob(16000000), zeroblob(16000000)
SELECT replace(hex(zeroblob(4000000)), '0', 'aaaaaaaaaaaaaaaaaaaa')
SELECT replace(hex(zeroblob(40000)), '00', hex(zeroblob(40000)))
SELECT hex(zeroblob(4000000)) LIKE '%0%0%0%0%0%0%0%0%0%0%0%0%0%0%1'
SELECT hex(zeroblob(4000000)) GLOB '*0*0*0*0*0*0*0*0*0*0*0*1'
SELECT '{longa}' LIKE '{percent}b'
SELECT json_array(hex(zeroblob(5000000)), hex(zeroblob(5000000)))
SELECT json_group_array(a.comment) FROM data_dictionary a, data_dictionary b, data_dictionary c
SELECT instr(hex(zeroblob(7000000)), hex(zeroblob(3500000)) || 'x')
SELECT * FROM json_each(json_array(hex(zeroblob(6000000))))
SELECT sum(length(a.comment || b.comment)) FROM data_dictionary a, data_dictionary b, data_dictionary c
SELECT * FROM data_dictionary a, data_dictionary b, data_dictionary c, data_dictionary d
SELECT {nested}
""".strip().split("\n")

HANGS_POSTGRES = r"""
WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c) SELECT count(*) FROM c
WITH RECURSIVE c(n) AS (SELECT 1::numeric UNION SELECT n + 1 FROM c) SELECT max(n) FROM c
WITH RECURSIVE c(s) AS (SELECT 'aaaaaaaaaaaaaaaa' UNION ALL SELECT s || s FROM c) SELECT length(s) FROM c
SELECT count(*) FROM generate_series(1, 1000000000)
SELECT * FROM generate_series(1, 1000000000)
SELECT count(*) FROM data_dictionary a, data_dictionary b, data_dictionary c, data_dictionary d, data_dictionary e
SELECT a.comment || b.comment AS x FROM data_dictionary a, data_dictionary b, data_dictionary c ORDER BY x
SELECT string_agg(a.comment, '') FROM data_dictionary a, data_dictionary b, data_dictionary c
SELECT array_agg(g) FROM generate_series(1, 100000000) g
SELECT json_agg(g) FROM generate_series(1, 100000000) g
SELECT repeat('x', 900000000)
SELECT lpad('x', 900000000)
SELECT rpad('x', 900000000)
SELECT format('%900000000s', 'x')
SELECT array_fill(1, ARRAY[100000000])
SELECT 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa' ~ '(a*)*(a*)*(a*)*(a*)*b\1'
SELECT '{longa}' ~ '(((a+)+)+)+b'
SELECT '{longa}' ~ '^(a|a?)+\1\1\1$b'
SELECT regexp_replace('{longa}', '(a*)*\1*b', 'x', 'g')
SELECT '{longa}' LIKE '{percent}b'
SELECT '{longa}' SIMILAR TO '(a*)*(a*)*b'
SELECT factorial(100000)
SELECT 9.9 ^ 99999, exp(9999.5::numeric)
SELECT power(99999::numeric, 9999)
SELECT count(DISTINCT g) FROM generate_series(1, 100000000) g
SELECT * FROM data_dictionary a, data_dictionary b, data_dictionary c, data_dictionary d
SELECT {nested}
""".strip().split("\n")

READS_BOTH = r"""
SELECT count(*) FROM articles
SELECT headline FROM articles WHERE headline LIKE '%duty%' ORDER BY published_at DESC LIMIT 5
WITH x AS (SELECT 1 AS n) SELECT n FROM x
VALUES (1), (2)
SELECT 1 -- a comment at the end
SELECT 1 /* one */ /* two */;
SELECT 1 UNION ALL SELECT 2
SELECT 'DELETE FROM articles; DROP TABLE x' AS text
SELECT substr(headline, 1, 3), upper(headline), coalesce(summary, '-') FROM articles
SELECT row_number() OVER (ORDER BY id) FROM articles
SELECT * FROM articles_read
SELECT CAST(1 AS text) || 'x'
""".strip().split("\n")


def filled(statements: list[str], **values: str) -> list[str]:
    """The statements with their line breaks and places."""
    values |= {
        "longa": "a" * 5000,
        "percent": "%a" * 200,
        "nested": "(" * 5000 + "1" + ")" * 5000,
    }
    done = []
    for statement in statements:
        text = statement.replace("\\n", "\n")
        for name, value in values.items():
            text = text.replace("{" + name + "}", value)
        done.append(text)
    return done
