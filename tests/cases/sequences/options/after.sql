create sequence a as integer start 3;
create sequence b increment -1 owned by none;
create table t (id integer);
create sequence c owned by t.id;
alter table t alter id set default nextval('c');
comment on sequence c is 'of t';
