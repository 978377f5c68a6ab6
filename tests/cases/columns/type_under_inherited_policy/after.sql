create table parent (name integer);
create table child () inherits (parent);
create policy mine on child to tt_writer using (name is not null);
