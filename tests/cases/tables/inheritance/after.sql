create table base (id integer, code text, constraint id_ok check (id > 0));
create table child (extra text) inherits (base);
create table loner (id integer, code text, constraint id_ok check (id > 0)) inherits (base);
