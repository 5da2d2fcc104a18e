-- To each label, of each view, the newest row that could be seen at its moment.
-- A timeline holds what happened to a key: rows from the moment on at which they can be seen, and labels that ask.
WITH seen_by AS (
    SELECT asks,
           key,
           moment,
           label
           /* each view */
           , max(view_n) OVER until_then AS view_n
           /* end */
    FROM timeline
    WINDOW until_then AS (
        PARTITION BY key
        ORDER BY moment ASC NULLS FIRST, asks ASC -- a row that can be seen at the label's very moment answers it
        ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
    )
)
SELECT label.*
       /* each view */
       , CASE
             WHEN key IS NULL OR moment IS NULL THEN NULL
             WHEN try_subtract(moment, view_n.event_time) <= :ttl_n THEN view_n.features
             ELSE :default_n
         END AS view_n
       /* end */
FROM seen_by
WHERE asks
