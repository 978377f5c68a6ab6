create table t (a integer, b text, constraint a_ok check (a > 0), constraint b_ok check (b <> ''), constraint gone check (a < 99));
