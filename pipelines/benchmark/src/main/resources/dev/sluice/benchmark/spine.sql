-- Labels over thirty days of 2001, keys by a power law, one key hot.
SELECT id                                                                            AS label_id,
       CASE WHEN rand(:seed + 1) < :hot_share THEN -1
            ELSE CAST(floor(:keys * pow(rand(:seed + 2), 2)) AS BIGINT) END          AS entity,
       timestamp_micros(980000000000000 + CAST(rand(:seed + 3) * 2592000000000 AS BIGINT)) AS label_time
FROM numbers
