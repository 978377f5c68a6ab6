create table t (id int primary key, name text not null, status text not null, slug text not null, token uuid not null);
