-- What airport_delays and route_delays of the flights example say of each day; flights_file is a DuckDB variable.
CREATE TABLE flights AS FROM read_parquet(getvariable('flights_file'));
CREATE TABLE days AS
SELECT unnest(generate_series(date_trunc('day', min(date)), max(date), INTERVAL 1 DAY)) AS day
FROM flights;
CREATE TABLE airport_delays AS
SELECT origin                                         AS airport,
       count(*) FILTER (WHERE date >= day)            AS departures_1d,
       avg(delay) FILTER (WHERE date >= day)          AS avg_delay_1d,
       count(*)                                       AS departures_7d,
       avg(delay)                                     AS avg_delay_7d,
       count(*) FILTER (WHERE delay > 15) / count(*)  AS late_share_7d,
       day + INTERVAL 1 DAY                           AS event_time
FROM days
         JOIN flights ON date >= day - INTERVAL 6 DAY AND date < day + INTERVAL 1 DAY
GROUP BY ALL;
CREATE TABLE route_delays AS
SELECT origin,
       destination,
       count(*)                                       AS flights_7d,
       avg(delay)                                     AS avg_delay_7d,
       max(delay)                                     AS max_delay_7d,
       count(*) FILTER (WHERE delay > 15) / count(*)  AS late_share_7d,
       max(distance)                                  AS distance,
       day + INTERVAL 1 DAY                           AS event_time
FROM days
         JOIN flights ON date >= day - INTERVAL 6 DAY AND date < day + INTERVAL 1 DAY
GROUP BY ALL
