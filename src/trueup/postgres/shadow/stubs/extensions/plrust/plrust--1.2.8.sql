-- Stand-in for plrust 1.2.8: its public interface in SQL.
CREATE FUNCTION plrust_call_handler() RETURNS language_handler LANGUAGE internal AS 'language_handler_in';
CREATE FUNCTION plrust_inline_handler(internal) RETURNS void STRICT LANGUAGE internal AS 'void_in';
CREATE TRUSTED LANGUAGE plrust HANDLER plrust_call_handler INLINE plrust_inline_handler;
