-- Stand-in for plsh 2: its public interface in SQL.
CREATE FUNCTION plsh_call_handler() RETURNS language_handler LANGUAGE internal AS 'language_handler_in';
CREATE FUNCTION plsh_inline_handler(internal) RETURNS void STRICT LANGUAGE internal AS 'void_in';
CREATE LANGUAGE plsh HANDLER plsh_call_handler INLINE plsh_inline_handler;
