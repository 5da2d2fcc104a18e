CREATE OR REPLACE FUNCTION refuse_change_of_audit() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the audit log is only added to';
END
$$;

DROP TRIGGER IF EXISTS audit_entry_is_only_added_to ON audit_entry;

CREATE TRIGGER audit_entry_is_only_added_to
BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entry
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_audit();
