-- One view by the steps of Feast's Spark template (a range join, the newest created time, the newest row, and a join back).
WITH asked AS (
    SELECT DISTINCT entity, label_time, id_n FROM labelled
),
base AS (
    SELECT r.*, asked.id_n
    FROM view_n r
    JOIN asked
      ON r.entity = asked.entity
     AND r.event_time <= asked.label_time
     AND r.event_time >= asked.label_time - INTERVAL 7 DAYS
),
dedup AS (
    SELECT id_n, event_time, max(created_time) AS created_time FROM base GROUP BY id_n, event_time
),
latest AS (
    SELECT id_n, event_time, created_time
    FROM (
        SELECT base.id_n, base.event_time, base.created_time,
               row_number() OVER (PARTITION BY base.id_n ORDER BY base.event_time DESC, base.created_time DESC) AS place
        FROM base
        JOIN dedup USING (id_n, event_time, created_time)
    )
    WHERE place = 1
)
SELECT base.id_n{features}
FROM base
JOIN latest USING (id_n, event_time, created_time)
