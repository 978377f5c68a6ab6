create table parent (a integer, b integer);
create table child (c integer) inherits (parent);
create function total() returns bigint language sql begin atomic select count(c) from child; end;
