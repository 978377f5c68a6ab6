create table t (a int, b int, constraint other_key unique (a));
create table u (a int, constraint u_t foreign key (a) references t (a));
