create type pair as (a integer, b integer);
create type mood as enum ('a');
create function pair_text(pair) returns text immutable language sql as 'select ''x''';
create cast (pair as text) with function pair_text(pair) as assignment;
create cast (text as mood) with inout as implicit;
comment on cast (pair as text) is 'shown';
