create schema partitions;
set search_path to partitions;
create table t (id bigint not null, day int not null, kind int, amount bigint not null default 1, note text, constraint positive check (amount > 0))
    partition by range (day);
create table t_1 partition of t for values from (0) to (10);
create table t_2 partition of t for values from (10) to (20) partition by list (kind);
create table t_2_1 partition of t_2 for values in (1);
create table t_2_other partition of t_2 default;
alter table t add constraint t_id unique (id, day, kind);
create index t_amount on t (amount, note) where amount > 5;
create index t_lower on t ((amount + 1));
create index t_1_own on t_1 (amount desc);
create view big as select day, sum(amount) as amount from t where amount > 3 group by day;
create view bigger as select * from big where amount > 4;
create function stamp() returns trigger language plpgsql as 'begin new.note := ''seen''; return new; end';
create trigger on_amount before update of amount on t for each row execute function stamp();
alter table t enable row level security;
create policy visible on t using (amount > 0);
create policy visible_1 on t_1 using (amount > 1);
comment on column t.amount is 'how much';
comment on column t_1.amount is 'how much of it';
grant select (amount) on t_2_1 to public;
alter table t_1 alter amount set statistics 500;
comment on index t_1_amount_note_idx is 'of the first';
alter table t_1 cluster on t_1_own;

create schema keys;
set search_path to keys;
create table t (id bigint, day int, primary key (id, day)) partition by range (day);
create table t_1 partition of t for values from (0) to (10);
create table t_2 partition of t for values from (10) to (20);

create schema stays_plain;
set search_path to stays_plain;
create table t (id int, day int, n bigint) partition by range (day);
create table t_1 partition of t for values from (0) to (10);
alter table t_1 alter n set default 3;
create table above (id int, n bigint);
create table below () inherits (above);
