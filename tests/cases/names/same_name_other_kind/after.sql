create view thing as select 1 as a;
create table number (n integer);
create domain word as text;
