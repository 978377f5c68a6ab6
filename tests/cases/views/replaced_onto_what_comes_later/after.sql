create domain amount as bigint;
create table new_orders (total amount);
create view v as select total::bigint as total from new_orders;
comment on view v is 'kept';
grant select on v to tt_reader;
