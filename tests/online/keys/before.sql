create table t (id int, a int, b int, c int);
