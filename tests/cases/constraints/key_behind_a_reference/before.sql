create table t (a int, b int, constraint t_key primary key (a));
create table u (a int);
alter table u add constraint u_t foreign key (a) references t (a) not valid;
