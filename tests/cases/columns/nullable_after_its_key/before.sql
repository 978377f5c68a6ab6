create function touch() returns trigger language plpgsql as 'begin return null; end';
create table t (a integer, b integer, c text, constraint t_key primary key (a, b));
create trigger touched after update of b on t for each row execute function touch();
