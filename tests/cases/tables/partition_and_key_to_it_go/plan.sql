ALTER TABLE public.page DROP CONSTRAINT page_book_id_fkey;
DROP TABLE public.book_1;
DROP TABLE public.book_2;
DROP TABLE public.book;
