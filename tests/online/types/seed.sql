set search_path to type_change;
insert into users (name) select 'v' || n from generate_series(1, 50) n; insert into orders (user_id, note, amount) select n, n, n from generate_series(1, 50) n;

set search_path to type_change_of_serial;
insert into t (code) select gen_random_uuid() from generate_series(1, 50) n;

set search_path to type_under_a_check;
insert into t select n, 'a' from generate_series(1, 50) n;

set search_path to enum_loses_a_value;
insert into t select n, 'happy', array['ok', 'happy']::mood[] from generate_series(1, 50) n; insert into u values ('ok'), (null);

set search_path to nullable_before;
insert into t values (1, 2, 3);

set search_path to expressions;
insert into t values (1, false, 3);
