create table page (book_id integer);
