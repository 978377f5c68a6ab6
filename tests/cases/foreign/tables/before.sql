create foreign data wrapper far;
create server away foreign data wrapper far;
create server beyond foreign data wrapper far;
create foreign table f (id integer not null, a text options (column_name 'A')) server away options (table_name 'f');
create foreign table g (id integer) server away;
create table parts (id integer, k integer) partition by list (k);
