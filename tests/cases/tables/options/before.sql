create table t (a integer, b text) with (fillfactor = 70);
