create table t (id int primary key, kind varchar(20) default 'a' constraint t_kind check (kind <> ''));
comment on constraint t_kind on t is 'kinds';
create index t_kinds on t (kind);
