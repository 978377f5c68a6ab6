create foreign data wrapper far;
create server away foreign data wrapper far;
create server beyond foreign data wrapper far;
create foreign table f (id bigint, a text options (column_name 'a', extra 'x') default 'z', b date, constraint id_ok check (id > 0)) server away options (table_name 'ff', schema_name 's');
create foreign table g (id integer) server beyond;
create table parts (id integer, k integer) partition by list (k);
create foreign table parts_1 partition of parts for values in (1) server away;
comment on foreign table f is 'far';
