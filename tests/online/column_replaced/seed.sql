insert into other_column.t select n, 'was ' || n, 'now ' || n, n from generate_series(1, 20) n;
insert into other_key.t select n, n, n from generate_series(1, 20) n;
insert into other_name.u select n from generate_series(1, 20) n;
insert into other_name.t select n, n, n, n from generate_series(1, 20) n;
