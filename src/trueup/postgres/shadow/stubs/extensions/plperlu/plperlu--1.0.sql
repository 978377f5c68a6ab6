-- Stand-in for plperlu 1.0: its public interface in SQL.
CREATE FUNCTION plperlu_call_handler() RETURNS language_handler LANGUAGE internal AS 'language_handler_in';
CREATE FUNCTION plperlu_inline_handler(internal) RETURNS void STRICT LANGUAGE internal AS 'void_in';
CREATE LANGUAGE plperlu HANDLER plperlu_call_handler INLINE plperlu_inline_handler;
