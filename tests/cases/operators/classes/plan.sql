DROP INDEX public.t_a;
DROP OPERATOR CLASS public.ints USING btree;
CREATE OPERATOR CLASS public.ints FOR TYPE integer USING btree FAMILY public.ints AS
    FUNCTION 1 (integer, integer) btint4cmp(integer,integer),
    OPERATOR 1 >(integer,integer),
    OPERATOR 2 >=(integer,integer),
    OPERATOR 3 =(integer,integer),
    OPERATOR 4 <=(integer,integer),
    OPERATOR 5 <(integer,integer);
CREATE INDEX t_a ON public.t USING btree (a public.ints);
COMMENT ON OPERATOR CLASS public.ints USING btree IS 'backwards';
ALTER OPERATOR FAMILY public.loose USING btree ADD
    FUNCTION 1 (public.pair, public.pair) public.compare(public.pair,public.pair),
    FUNCTION 2 (public.pair, public.pair) btint4sortsupport(internal),
    OPERATOR 1 public.<<<(public.pair,public.pair);
CREATE OPERATOR CLASS public.pairs DEFAULT FOR TYPE public.pair USING btree FAMILY public.loose AS
    STORAGE public.pair;
