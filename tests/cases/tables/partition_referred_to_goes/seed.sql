insert into book select i from generate_series(1, 20) i;
insert into page select i from generate_series(1, 20) i;
