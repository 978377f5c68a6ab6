create type span as range (subtype = float8);
create type old_range as range (subtype = text);
create table t (s span);
