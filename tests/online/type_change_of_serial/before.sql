create table t (id serial primary key, code text not null, kind varchar(20) default 'a' constraint t_kind check (kind <> ''));
create unique index t_code on t (code);
