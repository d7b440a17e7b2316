-- The data dictionary: every table, view and column, and what it means.
-- :name = % -- name of a table or view, % for all
SELECT name, column_name, kind, comment FROM data_dictionary
WHERE name LIKE :name ORDER BY name, position
