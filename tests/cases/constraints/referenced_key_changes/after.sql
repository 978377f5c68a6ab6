create table a (id integer not null, other integer not null, constraint a_key primary key (other), constraint a_id unique (id));
create table b (a integer constraint b_a_fkey references a (id), other integer constraint b_other_fkey references a (other));
