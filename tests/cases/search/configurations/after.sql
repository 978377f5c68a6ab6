create text search dictionary words (template = simple, accept = false);
create text search dictionary more (template = simple);
create text search configuration search (parser = default);
alter text search configuration search add mapping for asciiword with words;
alter text search configuration search add mapping for word, numword with english_stem, more;
create table t (body text, found tsvector generated always as (to_tsvector('public.search'::regconfig, body)) stored);
create index t_found on t using gin (found);
comment on text search configuration search is 'ours';
