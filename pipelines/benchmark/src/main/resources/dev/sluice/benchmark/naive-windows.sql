-- The plain way: every event of the longest window joined, and aggregated with conditions.
SELECT label_id, spine.entity, label_time,
       count(amount) FILTER (WHERE event_time >= asked - 3600000000) AS amount_count_1h,
       count(amount) FILTER (WHERE event_time >= asked - 86400000000) AS amount_count_1d,
       count(amount) FILTER (WHERE event_time >= asked - 604800000000) AS amount_count_7d,
       count(amount) FILTER (WHERE event_time >= asked - 2592000000000) AS amount_count_30d,
       sum(amount) FILTER (WHERE event_time >= asked - 3600000000) AS amount_sum_1h,
       sum(amount) FILTER (WHERE event_time >= asked - 86400000000) AS amount_sum_1d,
       sum(amount) FILTER (WHERE event_time >= asked - 604800000000) AS amount_sum_7d,
       sum(amount) FILTER (WHERE event_time >= asked - 2592000000000) AS amount_sum_30d,
       max(amount) FILTER (WHERE event_time >= asked - 3600000000) AS amount_max_1h,
       max(amount) FILTER (WHERE event_time >= asked - 86400000000) AS amount_max_1d,
       max(amount) FILTER (WHERE event_time >= asked - 604800000000) AS amount_max_7d,
       max(amount) FILTER (WHERE event_time >= asked - 2592000000000) AS amount_max_30d
FROM spine
LEFT JOIN events
    ON events.entity = spine.entity
   AND event_time < asked
   AND event_time >= asked - 2592000000000
GROUP BY label_id, spine.entity, label_time
