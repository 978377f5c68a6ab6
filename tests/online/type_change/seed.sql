insert into users (name) select 'v' || n from generate_series(1, 50) n; insert into orders (user_id, note, amount) select n, n, n from generate_series(1, 50) n;
