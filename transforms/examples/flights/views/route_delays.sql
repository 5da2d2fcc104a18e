SELECT origin,
       destination,
       count(*)                        AS flights_7d,
       avg(delay)                      AS avg_delay_7d,
       max(delay)                      AS max_delay_7d,
       count_if(delay > 15) / count(*) AS late_share_7d,
       max(distance)                   AS distance
FROM flights
GROUP BY origin, destination
