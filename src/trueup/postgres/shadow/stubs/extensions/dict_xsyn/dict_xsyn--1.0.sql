-- Stand-in for dict_xsyn 1.0: its public interface in SQL.
CREATE FUNCTION dxsyn_init(internal) RETURNS internal STRICT LANGUAGE internal AS 'void_in';
CREATE FUNCTION dxsyn_lexize(internal, internal, internal, internal) RETURNS internal STRICT LANGUAGE internal AS 'void_in';
CREATE TEXT SEARCH TEMPLATE xsyn_template (INIT = dxsyn_init, LEXIZE = dxsyn_lexize);
CREATE TEXT SEARCH DICTIONARY xsyn (TEMPLATE = xsyn_template);
