SELECT origin AS airport, count(*) AS departures, avg(CAST(delay AS DOUBLE)) AS mean_delay
FROM flights
GROUP BY origin
