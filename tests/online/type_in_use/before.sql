create schema views;
set search_path to views;
create table orders (id int primary key, user_id int not null, amount int default 0, note text);
create view big with (security_barrier) as select id, user_id, amount from orders where amount > 100;
create view bigger as select user_id, sum(amount) as total from big group by user_id;
create view of_users as select id, user_id from orders;
create view "notes" as select id, note from orders;
comment on view big is 'big ones';
comment on column bigger.total is 'of all';
grant select on bigger to public;
grant select (user_id) on big to public;
alter view big alter column user_id set default 7;
create function rejected() returns trigger language plpgsql as 'begin return null; end';
create trigger nobody instead of delete on big for each row execute function rejected();
create rule nothing as on insert to bigger do instead nothing;

create schema policies;
set search_path to policies;
create table docs (id int primary key, owner_id int not null, body text);
alter table docs enable row level security;
create policy mine on docs using (owner_id = (current_setting('app.user', true))::int) with check (owner_id > 0);
create policy read_all on docs for select using (body is not null);
comment on policy mine on docs is 'whose';
create function is_mine(integer) returns boolean language sql stable as 'select $1 > 0';

create schema triggers;
set search_path to triggers;
create table t (id int primary key, n int, "we""ird; --" int, kept int);
create function stamp() returns trigger language plpgsql as 'begin new.kept := 1; return new; end';
create trigger on_n before update of n, kept on t for each row when (old.n is distinct from new.n) execute function stamp();
create trigger on_weird after update of "we""ird; --" on t for each row execute function stamp();
alter table t disable trigger on_weird;
comment on trigger on_n on t is 'stamps';

create schema indexes;
set search_path to indexes;
create table t (id int primary key, code text not null, state text, "Größe 😀" int not null, other int);
create index t_lower on t (lower(code)) where state <> 'gone';
create index t_state on t (state text_pattern_ops, code) where code <> '';
create unique index t_size on t ("Größe 😀", code) include (other) where ("Größe 😀" > 0);
create unique index t_identity on t ("Größe 😀");
create index t_both on t (code, "Größe 😀");
alter table t replica identity using index t_identity;
alter table t cluster on t_both;
create statistics t_stats (dependencies) on other, code, "Größe 😀" from t;
alter statistics t_stats set statistics 50;
comment on statistics t_stats is 'together';
create statistics t_expr on (lower(code)), other from t;

create schema published;
set search_path to published;
create table t (id int primary key, n int, secret text);
create publication online_types for table t (n, id);

create schema keys;
set search_path to keys;
create table a (id text primary key, name text);
create table b (a_id text not null constraint b_a references a on delete cascade, n int, primary key (a_id, n));
create table c (a_id text, n int, constraint c_b foreign key (a_id, n) references b);
create view all_of_them as select a.id, a.name, b.n from a join b on b.a_id = a.id;

create schema checks;
set search_path to checks;
create table t (id int primary key, state text constraint known check (state in ('new', 'done')));

create schema names;
set search_path to names;
create table an_identifier_of_exactly_sixty_three_bytes_in_its_whole_length0 (
    a_column_of_exactly_sixty_three_bytes_in_its_whole_length_0000a int primary key,
    a_column_of_exactly_sixty_three_bytes_in_its_whole_length_0000b int not null);
create index an_index_of_exactly_sixty_three_bytes_in_its_whole_length_0000a on
    an_identifier_of_exactly_sixty_three_bytes_in_its_whole_length0 (a_column_of_exactly_sixty_three_bytes_in_its_whole_length_0000a, a_column_of_exactly_sixty_three_bytes_in_its_whole_length_0000b);
create index an_index_of_exactly_sixty_three_bytes_in_its_whole_length_0000b on
    an_identifier_of_exactly_sixty_three_bytes_in_its_whole_length0 (a_column_of_exactly_sixty_three_bytes_in_its_whole_length_0000b);
create view both_of_them as select * from an_identifier_of_exactly_sixty_three_bytes_in_its_whole_length0;

create schema stays_plain;
set search_path to stays_plain;
create table kept_in_step (id int primary key, n int);
create materialized view sums as select sum(n) as n from kept_in_step;
create table positions (id int primary key, n int, last int);
create view called_otherwise as select q.second from positions as q (first, second);
create table doubled (id int primary key, n int, twice int generated always as (n * 2) stored);
create table ruled (id int primary key, n int);
create rule no_big as on update to ruled where new.n > 10 do instead nothing;
