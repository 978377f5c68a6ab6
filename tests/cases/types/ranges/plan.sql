DROP TYPE public.old_range;
ALTER TYPE public.span_multirange RENAME TO spans;
CREATE TYPE public.word_range AS RANGE (
    SUBTYPE = text,
    COLLATION = "C"
);
