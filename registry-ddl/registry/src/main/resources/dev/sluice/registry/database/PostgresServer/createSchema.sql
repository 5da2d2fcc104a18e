-- IF NOT EXISTS would ask for the right to create it even where it is there.
DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_namespace WHERE nspname = 'sluice') THEN
        CREATE SCHEMA sluice;
    END IF;
END
$$
