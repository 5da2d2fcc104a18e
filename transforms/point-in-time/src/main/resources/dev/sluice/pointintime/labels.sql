-- The spine's rows as labels: numbered in their order, each with its moment in microseconds since the epoch.
SELECT monotonically_increasing_id()      AS row,
       unix_micros(CAST(time AS TIMESTAMP)) AS moment,
       columns
FROM spine
