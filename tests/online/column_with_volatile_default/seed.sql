insert into t select n, n from generate_series(1, 6000) n; insert into without_key select n from generate_series(1, 20000) n; insert into p select n, n from generate_series(0, 199) n;
