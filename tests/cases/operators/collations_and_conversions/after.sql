create collation plain (provider = builtin, locale = 'C.UTF-8');
create collation split (provider = libc, lc_collate = 'C', lc_ctype = 'POSIX');
create conversion latin for 'LATIN1' to 'UTF8' from iso8859_1_to_utf8;
create table t (a text collate plain);
comment on collation plain is 'builtin';
