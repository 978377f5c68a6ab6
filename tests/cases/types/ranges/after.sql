create type span as range (subtype = float8, multirange_type_name = spans);
create type word_range as range (subtype = text, collation = "C");
create table t (s span);
