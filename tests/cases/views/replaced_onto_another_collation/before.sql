create table people (name text);
create table staff (name text collate "C");
create view names as select name, count(*) as n from people group by name;
