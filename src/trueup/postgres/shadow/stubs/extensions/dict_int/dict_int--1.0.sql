-- Stand-in for dict_int 1.0: its public interface in SQL.
CREATE FUNCTION dintdict_init(internal) RETURNS internal STRICT LANGUAGE internal AS 'void_in';
CREATE FUNCTION dintdict_lexize(internal, internal, internal, internal) RETURNS internal STRICT LANGUAGE internal AS 'void_in';
CREATE TEXT SEARCH TEMPLATE intdict_template (INIT = dintdict_init, LEXIZE = dintdict_lexize);
CREATE TEXT SEARCH DICTIONARY intdict (TEMPLATE = intdict_template);
