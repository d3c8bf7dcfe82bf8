-- Let go of events that are old enough. Written by network/base/trail.py.
CREATE OR REPLACE FUNCTION public.retire_trail(wanted TEXT, before_moment TIMESTAMPTZ) RETURNS BIGINT AS $$
DECLARE
    ignored TEXT := coalesce(current_setting('pgtrigger.ignore', true), '');
    touched BIGINT;
BEGIN
    IF before_moment > now() - interval '1 year' THEN
        RAISE EXCEPTION 'the trail keeps at least a year' USING ERRCODE = 'check_violation';
    END IF;
    IF wanted = 'pghistory_context' THEN
        DELETE FROM pghistory_context AS note WHERE note.created_at < before_moment AND [unused];
    ELSIF wanted IN ([tables]) THEN
        PERFORM set_config('pgtrigger.ignore', ARRAY[[locks]]::TEXT, true);
        EXECUTE 'DELETE FROM ' || quote_ident(wanted) || ' WHERE pgh_created_at < $1' USING before_moment;
    ELSE
        RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = wanted || ' is no table of the trail';
    END IF;
    GET DIAGNOSTICS touched = ROW_COUNT;
    PERFORM set_config('pgtrigger.ignore', ignored, true);
    INSERT INTO base_trailremoval (kind, person, trail, before, event_count, at)
        VALUES ('retired', NULL, wanted, before_moment, touched, now());
    RETURN touched;
END;
$$ LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp;
REVOKE ALL ON FUNCTION public.retire_trail FROM PUBLIC;
