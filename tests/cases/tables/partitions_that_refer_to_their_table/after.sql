create table other (id integer);
create table tree (id integer primary key, up integer references tree (id)) partition by range (id);
create table tree_1 partition of tree for values from (0) to (100) partition by range (id);
create table tree_11 partition of tree_1 for values from (0) to (50);
create table tree_12 partition of tree_1 for values from (50) to (100);
create table tree_2 partition of tree for values from (100) to (200);
