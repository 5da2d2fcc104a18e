-- The rows of one view for the timeline: each from the moment on at which it can be seen, in microseconds since the epoch.
-- Of two rows that can be seen, the greater "seen" is the newer.
SELECT key,
       CASE
           WHEN :as_known THEN greatest(event_time + :availability_delay, created_time)
           ELSE event_time + :availability_delay
       END                                                AS moment,
       FALSE                                              AS asks,
       struct(event_time, created_time, features, zeros)  AS seen
FROM (
    SELECT key,
           unix_micros(CAST(event_time AS TIMESTAMP))     AS event_time,
           unix_micros(CAST(created_time AS TIMESTAMP))   AS created_time,
           features,
           zeros
    FROM history
)
WHERE key IS NOT NULL
  AND event_time <= 9223372036854775807 - :availability_delay -- what can be seen later than time itself never can
  AND (created_time IS NOT NULL OR NOT :as_known)
