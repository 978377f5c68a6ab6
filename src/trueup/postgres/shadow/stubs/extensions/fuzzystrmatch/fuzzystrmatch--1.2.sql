-- Stand-in for fuzzystrmatch 1.2: its public interface in SQL.
CREATE FUNCTION levenshtein(text, text, integer, integer, integer) RETURNS integer IMMUTABLE STRICT PARALLEL SAFE LANGUAGE plpgsql AS $$
DECLARE
  previous integer[] := ARRAY(SELECT i * $3 FROM generate_series(0, length($2)) i);
  here integer[];
  m integer := length($2);
BEGIN
  FOR i IN 1 .. length($1) LOOP
    here := ARRAY[i * $4];
    FOR j IN 1 .. m LOOP
      here[j + 1] := least(previous[j + 1] + $4, here[j] + $3, previous[j] + CASE WHEN substr($1, i, 1) = substr($2, j, 1) THEN 0 ELSE $5 END);
    END LOOP;
    previous := here;
  END LOOP;
  RETURN previous[m + 1];
END$$;
CREATE FUNCTION levenshtein(text, text) RETURNS integer IMMUTABLE STRICT PARALLEL SAFE LANGUAGE sql RETURN levenshtein($1, $2, 1, 1, 1);
CREATE FUNCTION levenshtein_less_equal(text, text, integer) RETURNS integer IMMUTABLE STRICT PARALLEL SAFE LANGUAGE sql RETURN levenshtein($1, $2, 1, 1, 1);
CREATE FUNCTION levenshtein_less_equal(text, text, integer, integer, integer, integer) RETURNS integer IMMUTABLE STRICT PARALLEL SAFE LANGUAGE sql RETURN levenshtein($1, $2, $3, $4, $5);
CREATE FUNCTION soundex(text) RETURNS text IMMUTABLE STRICT PARALLEL SAFE LANGUAGE plpgsql AS $$
DECLARE
  w text := regexp_replace(upper($1), '[^A-Z]', '', 'g');
  code text; last text; made text;
BEGIN
  IF w = '' THEN RETURN ''; END IF;
  made := left(w, 1);
  last := translate(made, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', '01230120022455012623010202');
  FOR i IN 2 .. length(w) LOOP
    code := translate(substr(w, i, 1), 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', '01230120022455012623010202');
    IF code <> '0' AND code <> last THEN made := made || code; END IF;
    IF substr(w, i, 1) NOT IN ('H', 'W') THEN last := code; END IF;
    EXIT WHEN length(made) = 4;
  END LOOP;
  RETURN rpad(made, 4, '0');
END$$;
CREATE FUNCTION text_soundex(text) RETURNS text IMMUTABLE STRICT PARALLEL SAFE LANGUAGE sql RETURN soundex($1);
CREATE FUNCTION difference(text, text) RETURNS integer IMMUTABLE STRICT PARALLEL SAFE LANGUAGE sql RETURN (SELECT count(*)::integer FROM generate_series(1, 4) i WHERE substr(soundex($1), i, 1) = substr(soundex($2), i, 1));
CREATE FUNCTION metaphone(text, integer) RETURNS text IMMUTABLE STRICT PARALLEL SAFE LANGUAGE sql RETURN substr(regexp_replace(upper($1), '[^A-Z]', '', 'g'), 1, $2);
CREATE FUNCTION dmetaphone(text) RETURNS text IMMUTABLE STRICT PARALLEL SAFE LANGUAGE sql RETURN substr(regexp_replace(upper($1), '[^A-Z]|[AEIOU]', '', 'g'), 1, 4);
CREATE FUNCTION dmetaphone_alt(text) RETURNS text IMMUTABLE STRICT PARALLEL SAFE LANGUAGE sql RETURN substr(regexp_replace(upper($1), '[^A-Z]|[AEIOU]', '', 'g'), 1, 4);
CREATE FUNCTION daitch_mokotoff(text) RETURNS text[] IMMUTABLE STRICT PARALLEL SAFE LANGUAGE sql RETURN ARRAY[soundex($1)];
