create domain amount as integer;
create table old_orders (total amount);
create view v as select total::bigint as total from old_orders;
comment on view v is 'kept';
grant select on v to tt_reader;
