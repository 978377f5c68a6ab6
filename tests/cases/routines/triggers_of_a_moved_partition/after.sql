create function first() returns trigger language plpgsql as 'begin return new; end';
create function second() returns trigger language plpgsql as 'begin return new; end';
create table parent (k integer, c text, constraint parent_key primary key (k, c)) partition by hash (k);
create table part partition of parent for values with (modulus 3, remainder 0);
create trigger touch before insert on parent for each row execute function second();
alter table parent disable trigger touch;
