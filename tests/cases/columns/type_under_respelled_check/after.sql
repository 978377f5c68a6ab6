create table t (status varchar(20) constraint known check (status in ('a', 'b')), kept integer check (kept > 0));
create index t_open on t (kept) where status in ('a', 'b');
