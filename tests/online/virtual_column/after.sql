create table t (a int not null, b int generated always as (a + 1) virtual not null);
