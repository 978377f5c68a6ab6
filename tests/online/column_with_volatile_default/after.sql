create table t (id int primary key, a int, token uuid not null default gen_random_uuid(), at timestamptz default clock_timestamp(), made timestamptz not null default now());
create table without_key (a int, token uuid not null default gen_random_uuid());
create table p (id int, k int, token uuid not null default gen_random_uuid(), primary key (k, id)) partition by range (k);
create table p_1 partition of p for values from (0) to (100);
create table p_2 partition of p for values from (100) to (200);
