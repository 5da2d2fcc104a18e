-- Rows over the same thirty days; no two are alike in key, event time and created time.
SELECT entity,
       event_time,
       timestampadd(MICROSECOND, 1 + id, event_time) AS created_time,
       f0, f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11, f12
FROM (
    SELECT id,
           CASE WHEN rand(:seed + 1) < :hot_share THEN -1
                ELSE CAST(floor(:keys * pow(rand(:seed + 2), 2)) AS BIGINT) END                AS entity,
           timestamp_seconds(980000000 + CAST(rand(:seed + 3) * 2592000 AS BIGINT))            AS event_time,
           CASE WHEN rand(:seed + 110) >= 0.05 THEN rand(:seed + 10) * 1000 END AS f0,
           CASE WHEN rand(:seed + 111) >= 0.05 THEN CAST(rand(:seed + 11) * 1000000 AS BIGINT) END AS f1,
           CASE WHEN rand(:seed + 112) >= 0.05 THEN rand(:seed + 12) * 1000 END AS f2,
           CASE WHEN rand(:seed + 113) >= 0.05 THEN CAST(rand(:seed + 13) * 1000000 AS BIGINT) END AS f3,
           CASE WHEN rand(:seed + 114) >= 0.05 THEN rand(:seed + 14) * 1000 END AS f4,
           CASE WHEN rand(:seed + 115) >= 0.05 THEN CAST(rand(:seed + 15) * 1000000 AS BIGINT) END AS f5,
           CASE WHEN rand(:seed + 116) >= 0.05 THEN rand(:seed + 16) * 1000 END AS f6,
           CASE WHEN rand(:seed + 117) >= 0.05 THEN CAST(rand(:seed + 17) * 1000000 AS BIGINT) END AS f7,
           CASE WHEN rand(:seed + 118) >= 0.05 THEN rand(:seed + 18) * 1000 END AS f8,
           CASE WHEN rand(:seed + 119) >= 0.05 THEN CAST(rand(:seed + 19) * 1000000 AS BIGINT) END AS f9,
           CASE WHEN rand(:seed + 120) >= 0.05 THEN rand(:seed + 20) * 1000 END AS f10,
           CASE WHEN rand(:seed + 121) >= 0.05 THEN CAST(rand(:seed + 21) * 1000000 AS BIGINT) END AS f11,
           CASE WHEN rand(:seed + 122) >= 0.05 THEN rand(:seed + 22) * 1000 END AS f12
    FROM numbers
)
