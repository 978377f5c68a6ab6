create type pair as (a integer, b integer);
create function same(pair, pair) returns boolean immutable language sql as 'select true';
create function less(pair, pair) returns boolean immutable language sql as 'select true';
create function more(pair, pair) returns boolean immutable language sql as 'select true';
create operator === (leftarg = pair, rightarg = pair, function = same);
create operator <<< (leftarg = pair, rightarg = pair, function = less);
