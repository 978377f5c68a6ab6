-- Stand-in for plpython3u 1.0: its public interface in SQL.
CREATE FUNCTION plpython3u_call_handler() RETURNS language_handler LANGUAGE internal AS 'language_handler_in';
CREATE FUNCTION plpython3u_inline_handler(internal) RETURNS void STRICT LANGUAGE internal AS 'void_in';
CREATE LANGUAGE plpython3u HANDLER plpython3u_call_handler INLINE plpython3u_inline_handler;
