create type days;
create function days_canonical(days) returns days immutable strict language internal as 'daterange_canonical';
create type days as range (subtype = date, canonical = days_canonical);
create table t (a integer, d days);
