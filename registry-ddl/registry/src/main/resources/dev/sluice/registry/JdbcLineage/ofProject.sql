SELECT l.project, l.view_name, l.view_version, l.computation_hash, l.run_id, l.shown_at,
       e.view_column, e.table_name, e.table_column, e.column_usage, e.witness
FROM lineage l
JOIN lineage_edge e
  ON e.project = l.project
 AND e.view_name = l.view_name
 AND e.view_version = l.view_version
 AND e.computation_hash = l.computation_hash
WHERE l.project = :project
ORDER BY l.sequence DESC, e.view_column, e.table_name, e.table_column, e.column_usage
