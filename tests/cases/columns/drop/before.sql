create table t (id integer, name text, old text);
create index t_old on t (old);
create statistics t_stats on id, old from t;
