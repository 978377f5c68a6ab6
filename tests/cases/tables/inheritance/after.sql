create table base (id integer, code text, added date default current_date, constraint id_ok check (id > 0));
create table child (extra text) inherits (base);
create table loner () inherits (base);
