create text search dictionary words (template = simple, stopwords = 'english', accept = true);
create text search configuration search (parser = default);
alter text search configuration search add mapping for asciiword, word with words, english_stem;
alter text search configuration search add mapping for email with simple;
create table t (body text, found tsvector generated always as (to_tsvector('public.search'::regconfig, body)) stored);
create index t_found on t using gin (found);
