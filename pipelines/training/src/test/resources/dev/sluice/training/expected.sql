-- The training set of delay_model on these labels: of each view the newest row not after the label, at most its ttl old.
CREATE TABLE expected AS
SELECT labels.*,
       if(seen_o, o.departures_1d, NULL) AS origin__departures_1d,
       if(seen_o, o.avg_delay_1d, NULL)  AS origin__avg_delay_1d,
       if(seen_o, o.departures_7d, NULL) AS origin__departures_7d,
       if(seen_o, o.avg_delay_7d, NULL)  AS origin__avg_delay_7d,
       if(seen_o, o.late_share_7d, NULL) AS origin__late_share_7d,
       if(seen_d, d.departures_1d, NULL) AS destination__departures_1d,
       if(seen_d, d.avg_delay_1d, NULL)  AS destination__avg_delay_1d,
       if(seen_d, d.departures_7d, NULL) AS destination__departures_7d,
       if(seen_d, d.avg_delay_7d, NULL)  AS destination__avg_delay_7d,
       if(seen_d, d.late_share_7d, NULL) AS destination__late_share_7d,
       if(seen_r, r.flights_7d, 0)       AS flights_7d,
       if(seen_r, r.avg_delay_7d, NULL)  AS avg_delay_7d,
       if(seen_r, r.late_share_7d, NULL) AS late_share_7d
FROM labels
         ASOF LEFT JOIN (SELECT *, TRUE AS found FROM airport_delays) o
                        ON o.airport = labels.origin AND o.event_time <= labels.date
         ASOF LEFT JOIN (SELECT *, TRUE AS found FROM airport_delays) d
                        ON d.airport = labels.destination AND d.event_time <= labels.date
         ASOF LEFT JOIN (SELECT *, TRUE AS found FROM route_delays) r
                        ON r.origin = labels.origin AND r.destination = labels.destination
                            AND r.event_time <= labels.date,
     LATERAL (
         SELECT coalesce(o.event_time >= labels.date - INTERVAL 14 DAY, FALSE) AS seen_o,
                coalesce(d.event_time >= labels.date - INTERVAL 14 DAY, FALSE) AS seen_d,
                coalesce(r.event_time >= labels.date - INTERVAL 14 DAY, FALSE) AS seen_r
     )
