-- Stand-in for bloom 1.0: its public interface in SQL.
CREATE FUNCTION blhandler(internal) RETURNS index_am_handler LANGUAGE internal AS 'ginhandler';
CREATE ACCESS METHOD bloom TYPE INDEX HANDLER blhandler;
CREATE OPERATOR CLASS int4_ops DEFAULT FOR TYPE integer USING bloom AS OPERATOR 1 = (integer, integer), FUNCTION 1 hashint4(integer);
CREATE OPERATOR CLASS text_ops DEFAULT FOR TYPE text USING bloom AS OPERATOR 1 = (text, text), FUNCTION 1 hashtext(text);
