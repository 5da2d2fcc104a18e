-- Finite frames over events and labels in one timeline; Spark and DuckDB read this text alike.
SELECT label_id, entity, label_time, amount_count_1h, amount_count_1d, amount_count_7d, amount_count_30d, amount_sum_1h, amount_sum_1d, amount_sum_7d, amount_sum_30d, amount_max_1h, amount_max_1d, amount_max_7d, amount_max_30d
FROM (
    SELECT label_id, entity, label_time,
           count(amount) OVER last_1h AS amount_count_1h,
           count(amount) OVER last_1d AS amount_count_1d,
           count(amount) OVER last_7d AS amount_count_7d,
           count(amount) OVER last_30d AS amount_count_30d,
           CAST(sum(amount) OVER last_1h AS BIGINT) AS amount_sum_1h,
           CAST(sum(amount) OVER last_1d AS BIGINT) AS amount_sum_1d,
           CAST(sum(amount) OVER last_7d AS BIGINT) AS amount_sum_7d,
           CAST(sum(amount) OVER last_30d AS BIGINT) AS amount_sum_30d,
           max(amount) OVER last_1h AS amount_max_1h,
           max(amount) OVER last_1d AS amount_max_1d,
           max(amount) OVER last_7d AS amount_max_7d,
           max(amount) OVER last_30d AS amount_max_30d
    FROM (
        SELECT label_id, entity, label_time, asked AS moment, CAST(NULL AS BIGINT) AS amount FROM spine
        UNION ALL
        SELECT NULL, entity, NULL, event_time, amount FROM events
    ) AS timeline
    WINDOW
           last_1h AS (PARTITION BY entity ORDER BY moment RANGE BETWEEN 3600000000 PRECEDING AND 1 PRECEDING),
           last_1d AS (PARTITION BY entity ORDER BY moment RANGE BETWEEN 86400000000 PRECEDING AND 1 PRECEDING),
           last_7d AS (PARTITION BY entity ORDER BY moment RANGE BETWEEN 604800000000 PRECEDING AND 1 PRECEDING),
           last_30d AS (PARTITION BY entity ORDER BY moment RANGE BETWEEN 2592000000000 PRECEDING AND 1 PRECEDING)
) AS answered
WHERE label_id IS NOT NULL
