create table t (a integer, b text);
create materialized view m with (fillfactor = 80) as select a, count(b) as n from t group by a;
create unique index m_a on m (a);
alter materialized view m cluster on m_a;
create view over as select n from m;
comment on materialized view m is 'counts';
