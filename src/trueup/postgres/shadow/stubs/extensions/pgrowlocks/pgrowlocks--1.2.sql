-- Stand-in for pgrowlocks 1.2: its public interface in SQL.
CREATE FUNCTION pgrowlocks(relname text, OUT locked_row tid, OUT locker xid, OUT multi boolean, OUT xids xid[], OUT modes text[], OUT pids integer[]) RETURNS SETOF record STRICT PARALLEL SAFE LANGUAGE plpgsql AS $$BEGIN RETURN; END$$;
