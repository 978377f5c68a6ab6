create table parent (a text, b integer);
create function total() returns bigint language sql begin atomic select count(a) from parent; end;
