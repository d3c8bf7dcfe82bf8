-- No per cent signs in these files: Django would take them for places of parameters.

-- Only the owner of the tables may have triggers ignored. The lock on an event opens for a function of the owner, too:
-- that is how forget_in_trail and retire_trail get in.
CREATE OR REPLACE FUNCTION public._pgtrigger_should_ignore(trigger_name NAME) RETURNS BOOLEAN AS $$
DECLARE
    asked TEXT := current_setting('pgtrigger.ignore', true);
BEGIN
    IF asked IS NULL OR asked = '' THEN
        RETURN FALSE;
    END IF;
    RETURN trigger_name = ANY(asked::TEXT[]) AND pg_has_role(
        CASE WHEN starts_with(trigger_name::TEXT, 'pgtrigger_append_only_') THEN current_user ELSE session_user END,
        (SELECT relowner FROM pg_catalog.pg_class WHERE oid = 'public.pghistory_context'::regclass), 'MEMBER');
END;
$$ LANGUAGE plpgsql;

-- Who and where, once written down, is only ever added to: a session that names the context of somebody else cannot
-- put another name in it.
CREATE OR REPLACE FUNCTION public._pgh_attach_context() RETURNS UUID AS $$
DECLARE
    number UUID := NULLIF(current_setting('pghistory.context_id', true), '');
    note JSONB := NULLIF(current_setting('pghistory.context_metadata', true), '');
BEGIN
    IF number IS NULL OR note IS NULL THEN
        RETURN NULL;
    END IF;
    INSERT INTO pghistory_context AS known (id, metadata, created_at, updated_at) VALUES (number, note, now(), now())
        ON CONFLICT (id) DO UPDATE SET metadata = EXCLUDED.metadata, updated_at = EXCLUDED.updated_at
        WHERE known.metadata <> EXCLUDED.metadata AND jsonb_strip_nulls(known.metadata) <@ EXCLUDED.metadata;
    RETURN number;
END;
$$ LANGUAGE plpgsql;
