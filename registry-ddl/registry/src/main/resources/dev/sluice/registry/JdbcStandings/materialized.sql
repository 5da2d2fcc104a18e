SELECT *
FROM materialization
WHERE sequence IN (
    SELECT MAX(sequence)
    FROM materialization
    WHERE project = :project
      <only>
    GROUP BY view_name, view_version)
