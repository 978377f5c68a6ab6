create function touch() returns trigger language plpgsql as 'begin return null; end';
create table t (id integer, note text, constraint t_id unique (id) include (note));
create table child (t_id integer, constraint child_t foreign key (t_id) references t (id));
create trigger touched after update on t for each row execute function touch();
