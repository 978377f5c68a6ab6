create procedure p(a integer, inout b text default 'x') language plpgsql security definer as 'begin end';
revoke execute on procedure p(integer, text) from public;
comment on procedure p(integer, text) is 'works';
