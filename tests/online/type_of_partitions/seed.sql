insert into partitions.t select n, n % 20, n % 3, 1 + n % 10, 'note ' || n from generate_series(1, 200) n;
insert into keys.t select n, n % 20 from generate_series(1, 200) n;
insert into stays_plain.t select n, n % 10, n from generate_series(1, 20) n;
insert into stays_plain.above values (1, 1);
insert into stays_plain.below values (2, 2);
