-- What the newest row answers: its features unless it is older than the ttl, the defaults when there is nothing to answer with.
SELECT label.*
       /* each view */
       , CASE
             WHEN key IS NULL OR moment IS NULL THEN NULL
             WHEN try_subtract(moment, view_n.event_time) <= :ttl_n THEN view_n.features
             ELSE :default_n
         END AS view_n
       /* end */
FROM newest_rows
