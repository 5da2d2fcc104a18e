SELECT *
FROM materialization
WHERE sequence IN (
    SELECT MAX(sequence)
    FROM materialization
    WHERE project = :project
      AND (CAST(:view AS TEXT) IS NULL OR (view_name = :view AND view_version = :version))
    GROUP BY view_name, view_version)
