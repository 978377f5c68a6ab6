create function touch() returns trigger language plpgsql as 'begin return null; end';
create table t (a integer, c text, constraint t_key primary key (c));
create trigger touched after update of c on t for each row execute function touch();
