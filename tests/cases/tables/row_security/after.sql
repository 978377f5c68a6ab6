create table t (id integer, owner_name text);
create policy seen on t for select to tt_reader, "tt weird ""role""" using (owner_name = session_user);
create policy written on t as restrictive for insert with check (id > 0);
alter table t enable row level security;
alter table t force row level security;
comment on policy seen on t is 'own rows';
