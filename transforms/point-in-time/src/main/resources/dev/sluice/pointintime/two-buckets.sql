-- To each moment that labels ask about, the events of the longest window before it. Time is cut into buckets that are as long
-- as the window: its events are in the moment's own bucket or in the one before, so each is looked for in two buckets only.
SELECT asked.key,
       asked.moment,
       asked.moment - seen.event.event_time AS age,
       seen.event
FROM (
    SELECT DISTINCT key,
                    moment,
                    (moment - pmod(moment, :window)) DIV :window AS bucket
    FROM timeline
    WHERE asks AND key IS NOT NULL AND moment IS NOT NULL
) AS asked
LEFT JOIN (
    SELECT key,
           moment,
           view_n                                          AS event,
           explode(array(bucket, bucket + 1))              AS bucket
    FROM (
        SELECT *,
               (view_n.event_time - pmod(view_n.event_time, :window)) DIV :window AS bucket
        FROM timeline
        WHERE view_n IS NOT NULL
    )
) AS seen
    ON asked.key = seen.key
   AND asked.bucket = seen.bucket
   AND seen.moment <= asked.moment
   AND seen.event.event_time >= asked.moment - :window
