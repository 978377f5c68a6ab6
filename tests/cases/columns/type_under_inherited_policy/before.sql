create table parent (name varchar(10));
create table child () inherits (parent);
create policy mine on child to tt_reader using (name is not null);
