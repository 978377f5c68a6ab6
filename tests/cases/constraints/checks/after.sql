create table t (a integer, b text, constraint a_ok check (a > 1), constraint b_ok check (b <> '') no inherit, constraint late check (a < 1000) not valid, constraint never check (a < 5) not enforced);
