INSERT INTO activation (project, view_name, sequence, version, cause, activated_at)
VALUES (:project, :view, :sequence, :version, :cause, :activatedAt)
