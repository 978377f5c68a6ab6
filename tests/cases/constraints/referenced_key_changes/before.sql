create table a (id integer, other integer not null, constraint a_key primary key (id), constraint a_other unique (other));
create table b (a integer references a (id), other integer references a (other));
