create table book (id integer primary key) partition by range (id);
create table book_1 partition of book for values from (0) to (1000);
create table book_2 partition of book for values from (1000) to (2000);
create table page (book_id integer references book (id));
