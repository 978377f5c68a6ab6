create table t (a integer, b text, c date);
create view appended as select a, b from t where a > 0;
create view narrowed with (security_barrier) as select b, a from t;
create view above as select a from narrowed;
alter view narrowed alter a set default 5;
comment on view narrowed is 'kept';
comment on column above.a is 'kept too';
grant select on narrowed to tt_reader with grant option;
