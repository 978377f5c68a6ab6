insert into a select n from generate_series(1, 9) n; insert into b select n, n, n from generate_series(1, 9) n;
