ALTER TABLE public.book DETACH PARTITION public.book_2;
DROP TABLE public.book_2;
