-- The events of one view for the timeline: each from the first moment on that is after it, in microseconds since the epoch.
SELECT key,
       event.event_time + :availability_delay + 1 AS moment,
       FALSE                                      AS asks,
       event                                      AS seen
FROM events
WHERE key IS NOT NULL
  AND event.event_time < 9223372036854775807 - :availability_delay -- what can be seen later than time itself never can
