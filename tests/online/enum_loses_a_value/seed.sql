insert into t select n, 'happy', array['ok', 'happy']::mood[] from generate_series(1, 50) n; insert into u values ('ok'), (null);
