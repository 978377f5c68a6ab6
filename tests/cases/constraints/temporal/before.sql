create table p (id int4range, at daterange, constraint p_key primary key (id, at));
create table c (id int4range, at daterange);
