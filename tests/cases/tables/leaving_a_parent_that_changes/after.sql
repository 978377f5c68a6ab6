create table events (id bigint, kind int);
create table logins (id bigint, kind int);
