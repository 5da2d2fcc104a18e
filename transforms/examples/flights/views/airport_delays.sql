-- Each source is a view of its name, cut to [:start - lookback, :end).
SELECT origin AS airport,
       count_if(date >= :start)                           AS departures_1d,
       avg(delay) FILTER (WHERE date >= :start)           AS avg_delay_1d,
       count(*)                                           AS departures_7d,
       avg(delay)                                         AS avg_delay_7d,
       count_if(delay > 15) / count(*)                    AS late_share_7d
FROM flights
GROUP BY origin
