create table events (at int, size int) partition by range (at);
create table january (at int, size int) partition by range (at);
create table first_week partition of january for values from (1) to (8);
