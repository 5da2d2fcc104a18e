-- Rows of which one side has more than the other, and how many values there are to compare; training_set is a variable.
WITH actual AS (
    SELECT * REPLACE (CAST(date AT TIME ZONE 'UTC' AS TIMESTAMP) AS date)
    FROM read_parquet(getvariable('training_set'))
)
SELECT (SELECT count(*) FROM expected)                                    AS expected_rows,
       (SELECT count(*) FROM actual)                                      AS actual_rows,
       (SELECT count(*) FROM (FROM expected EXCEPT ALL FROM actual))      AS missing,
       (SELECT count(*) FROM (FROM actual EXCEPT ALL FROM expected))      AS additional,
       (SELECT count(origin__avg_delay_7d) + count(avg_delay_7d) FROM expected) AS values_compared
