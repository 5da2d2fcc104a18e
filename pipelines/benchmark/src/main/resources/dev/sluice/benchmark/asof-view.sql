-- One view for DuckDB's ASOF JOIN: of rows with the same event time the one that was created last.
CREATE OR REPLACE TEMP VIEW newest_n AS
SELECT entity, event_time{renamed}
FROM read_parquet(getvariable('folder') || '/view_n/*.parquet')
QUALIFY row_number() OVER (PARTITION BY entity, event_time ORDER BY created_time DESC) = 1
