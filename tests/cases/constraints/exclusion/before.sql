create table t (room int4range, during tsrange);
