create table t (a integer, b integer generated always as (a * 2) stored, c integer generated always as (a + 1) stored);
