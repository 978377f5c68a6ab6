create table p (id int4range, at daterange, constraint p_key primary key (id, at without overlaps));
create table c (id int4range, at daterange, constraint c_p foreign key (id, period at) references p (id, period at));
