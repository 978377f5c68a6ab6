create type span as range (subtype = float8, subtype_diff = float8mi);
create table t (s span, many span_multirange);
