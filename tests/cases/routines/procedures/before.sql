create procedure p(a integer) language plpgsql as 'begin end';
create procedure gone() language sql as '';
