create type shape as (side integer, name text);
create table t of shape;
create table u of shape (primary key (side), name default 'x' not null);
