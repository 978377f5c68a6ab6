create function first() returns trigger language plpgsql as 'begin return new; end';
create function second() returns trigger language plpgsql as 'begin return new; end';
create table parent (k integer, c integer) partition by list (k);
create table part partition of parent for values in (1, 2);
create trigger touch before update of c on parent for each row execute function first();
