-- One view the plain way: every row that a label may see, numbered from the newest.
SELECT label_id{features}
FROM (
    SELECT spine.label_id, r.*,
           row_number() OVER (PARTITION BY spine.label_id ORDER BY r.event_time DESC, r.created_time DESC) AS place
    FROM spine
    JOIN view_n r
      ON r.entity = spine.entity
     AND r.event_time <= spine.label_time
     AND r.event_time >= spine.label_time - INTERVAL 7 DAYS
)
WHERE place = 1
