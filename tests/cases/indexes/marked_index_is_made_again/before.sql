create table t (a int not null, b int not null); create unique index i on t (a); alter table t cluster on i; alter table t replica identity using index i;
create materialized view m as select a from t; create index m_a on m (a); alter materialized view m cluster on m_a;
