-- A query for each window, joined back one after the other.
SELECT label_id, entity, label_time, coalesce(amount_count_1h, 0) AS amount_count_1h, coalesce(amount_count_1d, 0) AS amount_count_1d, coalesce(amount_count_7d, 0) AS amount_count_7d, coalesce(amount_count_30d, 0) AS amount_count_30d, amount_sum_1h, amount_sum_1d, amount_sum_7d, amount_sum_30d, amount_max_1h, amount_max_1d, amount_max_7d, amount_max_30d
FROM spine
    LEFT JOIN (
        SELECT label_id AS id_1h, count(amount) AS amount_count_1h, sum(amount) AS amount_sum_1h, max(amount) AS amount_max_1h
        FROM spine JOIN events ON events.entity = spine.entity AND event_time < asked AND event_time >= asked - 3600000000
        GROUP BY label_id
    ) ON label_id = id_1h
    LEFT JOIN (
        SELECT label_id AS id_1d, count(amount) AS amount_count_1d, sum(amount) AS amount_sum_1d, max(amount) AS amount_max_1d
        FROM spine JOIN events ON events.entity = spine.entity AND event_time < asked AND event_time >= asked - 86400000000
        GROUP BY label_id
    ) ON label_id = id_1d
    LEFT JOIN (
        SELECT label_id AS id_7d, count(amount) AS amount_count_7d, sum(amount) AS amount_sum_7d, max(amount) AS amount_max_7d
        FROM spine JOIN events ON events.entity = spine.entity AND event_time < asked AND event_time >= asked - 604800000000
        GROUP BY label_id
    ) ON label_id = id_7d
    LEFT JOIN (
        SELECT label_id AS id_30d, count(amount) AS amount_count_30d, sum(amount) AS amount_sum_30d, max(amount) AS amount_max_30d
        FROM spine JOIN events ON events.entity = spine.entity AND event_time < asked AND event_time >= asked - 2592000000000
        GROUP BY label_id
    ) ON label_id = id_30d
