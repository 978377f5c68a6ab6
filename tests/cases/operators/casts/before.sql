create type pair as (a integer, b integer);
create type mood as enum ('a');
create function pair_text(pair) returns text immutable language sql as 'select ''x''';
create cast (pair as text) with function pair_text(pair);
create cast (mood as integer) with inout;
