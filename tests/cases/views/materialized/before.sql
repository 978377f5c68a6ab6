create table t (a integer, b text);
create materialized view m as select a, count(*) as n from t group by a;
create unique index m_a on m (a);
create view over as select n from m;
