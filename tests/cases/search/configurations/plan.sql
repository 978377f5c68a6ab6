CREATE TEXT SEARCH DICTIONARY public.more (TEMPLATE = pg_catalog.simple);
ALTER TEXT SEARCH DICTIONARY public.words (stopwords, accept = 'false');
ALTER TEXT SEARCH CONFIGURATION public.search DROP MAPPING FOR email;
ALTER TEXT SEARCH CONFIGURATION public.search ADD MAPPING FOR numword WITH pg_catalog.english_stem, public.more;
ALTER TEXT SEARCH CONFIGURATION public.search ALTER MAPPING FOR asciiword WITH public.words;
ALTER TEXT SEARCH CONFIGURATION public.search ALTER MAPPING FOR word WITH pg_catalog.english_stem, public.more;
COMMENT ON TEXT SEARCH CONFIGURATION public.search IS 'ours';
