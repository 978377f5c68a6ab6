create table t (id integer, owner_name text);
create policy seen on t for select using (owner_name = current_user);
alter table t enable row level security;
