-- To each label, of each view, the newest row that could be seen at its moment.
-- A timeline holds what happened to a key: rows from the moment on at which they can be seen, and labels that ask.
SELECT key,
       moment,
       label
       /* each view */
       , view_n
       /* end */
FROM (
    SELECT asks,
           key,
           moment,
           label
           /* each view */
           , max(view_n) OVER until_then AS view_n
           /* end */
    FROM timeline
    WINDOW until_then AS (
        PARTITION BY shiftright(slot, 32), key -- the hash alone orders most rows, and faster than keys
        ORDER BY moment ASC NULLS FIRST, asks ASC -- a row that can be seen at the label's very moment answers it
        ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
    )
)
WHERE asks
