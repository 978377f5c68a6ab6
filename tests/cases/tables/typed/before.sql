create type shape as (side integer, name text);
create table t (side integer, name text);
