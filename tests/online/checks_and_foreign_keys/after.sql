create table a (id int primary key);
create table b (id int primary key, a int, n int,
    constraint b_n check (n > 0),
    constraint b_a foreign key (a) references a (id) on delete cascade deferrable);
comment on constraint b_n on b is 'positive';
