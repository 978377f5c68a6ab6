create function touch() returns trigger language plpgsql as 'begin return null; end';
create table t (id integer, note integer, constraint t_id unique (id) include (note));
create table child (t_id integer);
create trigger touched after update of note on t for each row execute function touch();
