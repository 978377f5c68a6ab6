create collation plain (provider = libc, locale = 'C');
create collation gone (provider = libc, locale = 'POSIX');
create table t (a text collate plain);
