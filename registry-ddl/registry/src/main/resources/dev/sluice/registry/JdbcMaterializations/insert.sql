INSERT INTO materialization (
    sequence, project, view_name, view_version, target, from_version, to_version, written, deleted, outdated,
    started_at, finished_at)
VALUES (
    :sequence, :project, :view, :version, :target, :fromVersion, :toVersion, :written, :deleted, :outdated,
    :startedAt, :finishedAt)
