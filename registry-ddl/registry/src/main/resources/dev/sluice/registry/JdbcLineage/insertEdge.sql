INSERT INTO lineage_edge
    (project, view_name, view_version, computation_hash, view_column, table_name, table_column, column_usage, witness)
VALUES (:project, :view, :version, :computation, :column, :table, :tableColumn, :usage, :witness)
