INSERT INTO deprecation (
    project, view_name, view_version, sequence, sunset, reason, replacement, declared_by, declared_at)
VALUES (:project, :view, :version, :sequence, :sunset, :reason, :replacement, :by, :at)
