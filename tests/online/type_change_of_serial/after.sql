create table t (id bigserial primary key, code uuid not null, kind varchar(10) default 'a' constraint t_kind check (kind <> ''));
create unique index t_code on t (code);
