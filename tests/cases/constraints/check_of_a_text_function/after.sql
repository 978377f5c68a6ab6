create table events (code text);
create view valid_codes as select 'ok'::text as code;
create function z_codes() returns setof valid_codes language sql stable as 'select * from valid_codes';
create function is_valid(candidate text) returns boolean language sql stable
  as 'select exists (select 1 from public.z_codes() v where v.code = candidate)';
alter table events add constraint events_valid check (is_valid(code));
