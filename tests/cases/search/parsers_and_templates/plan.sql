DROP TEXT SEARCH TEMPLATE public.t;
CREATE TEXT SEARCH PARSER public.p (START = pg_catalog.prsd_start, GETTOKEN = pg_catalog.prsd_nexttoken, END = pg_catalog.prsd_end, HEADLINE = pg_catalog.prsd_headline, LEXTYPES = pg_catalog.prsd_lextype);
CREATE TEXT SEARCH TEMPLATE public.t (INIT = pg_catalog.dsimple_init, LEXIZE = pg_catalog.dsimple_lexize);
CREATE TEXT SEARCH DICTIONARY public.d (TEMPLATE = public.t);
CREATE TEXT SEARCH CONFIGURATION public.c (PARSER = public.p);
ALTER TEXT SEARCH CONFIGURATION public.c ADD MAPPING FOR asciiword WITH public.d;
