DROP TRIGGER IF EXISTS audit_entry_is_not_changed;

CREATE TRIGGER audit_entry_is_not_changed
BEFORE UPDATE ON audit_entry
BEGIN
    SELECT RAISE(ABORT, 'the audit log is only added to');
END;

DROP TRIGGER IF EXISTS audit_entry_is_not_removed;

CREATE TRIGGER audit_entry_is_not_removed
BEFORE DELETE ON audit_entry
BEGIN
    SELECT RAISE(ABORT, 'the audit log is only added to');
END;
