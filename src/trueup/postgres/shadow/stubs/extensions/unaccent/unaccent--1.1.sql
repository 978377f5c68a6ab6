-- Stand-in for unaccent 1.1: its public interface in SQL.
CREATE FUNCTION unaccent_standin(text) RETURNS text IMMUTABLE STRICT PARALLEL SAFE LANGUAGE sql RETURN translate(replace(replace(replace($1, 'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'àáâãäåèéêëìíîïòóôõöøùúûüýÿçñÀÁÂÃÄÅÈÉÊËÌÍÎÏÒÓÔÕÖØÙÚÛÜÝÇÑăāąćčďđęěėēğģīįķłľļńňņőōřśšşţťůűūųźžżĂĀĄĆČĎĐĘĚĖĒĞĢĪĮİĶŁĽĻŃŇŅŐŌŘŚŠŞŢŤŮŰŪŲŹŽŻ', 'aaaaaaeeeeiiiioooooouuuuyycnAAAAAAEEEEIIIIOOOOOOUUUUYCNaaaccddeeeeggiiklllnnnoorsssttuuuuzzzAAACCDDEEEEGGIIIKLLLNNNOORSSSTTUUUUZZZ');
CREATE FUNCTION unaccent(regdictionary, text) RETURNS text STABLE STRICT PARALLEL SAFE LANGUAGE sql RETURN unaccent_standin($2);
CREATE FUNCTION unaccent(text) RETURNS text STABLE STRICT PARALLEL SAFE LANGUAGE sql RETURN unaccent_standin($1);
CREATE FUNCTION unaccent_init(internal) RETURNS internal PARALLEL SAFE LANGUAGE internal AS 'void_in';
CREATE FUNCTION unaccent_lexize(internal, internal, internal, internal) RETURNS internal PARALLEL SAFE LANGUAGE internal AS 'void_in';
CREATE TEXT SEARCH TEMPLATE unaccent (INIT = unaccent_init, LEXIZE = unaccent_lexize);
CREATE TEXT SEARCH DICTIONARY unaccent (TEMPLATE = unaccent, rules = 'unaccent');
