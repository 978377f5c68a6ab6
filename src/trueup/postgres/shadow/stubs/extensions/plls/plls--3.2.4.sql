-- Stand-in for plls 3.2.4: its public interface in SQL.
CREATE FUNCTION plls_call_handler() RETURNS language_handler LANGUAGE internal AS 'language_handler_in';
CREATE FUNCTION plls_inline_handler(internal) RETURNS void STRICT LANGUAGE internal AS 'void_in';
CREATE TRUSTED LANGUAGE plls HANDLER plls_call_handler INLINE plls_inline_handler;
