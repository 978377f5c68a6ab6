set search_path to column_with_volatile_default;
insert into t select n, n from generate_series(1, 6000) n; insert into without_key select n from generate_series(1, 20000) n; insert into p select n, n from generate_series(0, 199) n;

set search_path to serial_column;
insert into t select 'v' || n from generate_series(1, 50) n;

set search_path to identity_column;
insert into t select 'v' || n from generate_series(1, 50) n;

set search_path to column_with_a_value;
insert into t select n, 'V' || n from generate_series(1, 50) n;
