create type pair as (a integer, b integer);
create function from_pair(internal) returns internal immutable language internal as 'prsd_lextype';
create function to_pair(internal) returns pair immutable language internal as 'prsd_lextype';
create transform for pair language plpgsql (from sql with function from_pair(internal));
