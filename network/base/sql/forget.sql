-- Blank what names a person whose account is closed. Written by network/base/trail.py.
CREATE OR REPLACE FUNCTION public.forget_in_trail(person BIGINT) RETURNS BIGINT AS $$
DECLARE
    ignored TEXT := coalesce(current_setting('pgtrigger.ignore', true), '');
    touched BIGINT := 0;
    part BIGINT;
BEGIN
    IF EXISTS (SELECT 1 FROM [people] WHERE id = person AND is_active) THEN
        RAISE EXCEPTION USING ERRCODE = 'check_violation',
            MESSAGE = 'person ' || person || ' may still sign in and is not forgotten';
    END IF;
    PERFORM set_config('pgtrigger.ignore', ARRAY[[locks]]::TEXT, true);
    [updates]
    PERFORM set_config('pgtrigger.ignore', ignored, true);
    INSERT INTO base_trailremoval (kind, person, trail, before, event_count, at)
        VALUES ('forgotten', person, '', NULL, touched, now());
    RETURN touched;
END;
$$ LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp;
REVOKE ALL ON FUNCTION public.forget_in_trail FROM PUBLIC;
