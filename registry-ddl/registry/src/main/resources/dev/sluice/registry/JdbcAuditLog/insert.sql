INSERT INTO audit_entry (
    project, ordinal, recorded_at, actor, action, kind, name, version, content_before, content_after, details,
    previous_hash, hash)
VALUES (
    :project, :ordinal, :recordedAt, :actor, :action, :kind, :name, :version, :before, :after, :details,
    :previousHash, :hash)
