create table t (room int4range, during tsrange, constraint apart exclude using gist (room with &&, during with &&) where (room is not null) deferrable);
