-- Events over thirty days before the last label, times in microseconds; some of a key share their time.
SELECT CASE WHEN rand(:seed + 1) < :hot_share THEN -1
            ELSE CAST(floor(:keys * pow(rand(:seed + 2), 2)) AS BIGINT) END                AS entity,
       980000000000000 + CAST(rand(:seed + 3) * 2592000 AS BIGINT) * 1000000               AS event_time,
       CASE WHEN rand(:seed + 4) >= 0.05 THEN CAST(rand(:seed + 5) * 1000000 AS BIGINT) END AS amount
FROM numbers
