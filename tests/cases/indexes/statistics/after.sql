create table t (a integer, b integer, c text);
create statistics s (mcv, dependencies) on a, b from t;
create statistics expressions on (lower(c)), a from t;
alter statistics expressions set statistics 42;
comment on statistics s is 'correlated';
