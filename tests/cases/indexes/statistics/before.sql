create table t (a integer, b integer, c text);
create statistics s (ndistinct) on a, b from t;
create statistics gone on a, c from t;
