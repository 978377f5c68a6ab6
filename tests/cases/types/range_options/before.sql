create type span as range (subtype = float8);
create table t (s span, many span_multirange);
