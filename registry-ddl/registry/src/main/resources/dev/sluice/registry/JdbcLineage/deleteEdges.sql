DELETE FROM lineage_edge
WHERE project = :project
  AND view_name = :view
  AND view_version = :version
  AND computation_hash = :computation
