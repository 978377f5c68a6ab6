-- Stand-in for plr 8.4.8: its public interface in SQL.
CREATE FUNCTION plr_call_handler() RETURNS language_handler LANGUAGE internal AS 'language_handler_in';
CREATE FUNCTION plr_inline_handler(internal) RETURNS void STRICT LANGUAGE internal AS 'void_in';
CREATE LANGUAGE plr HANDLER plr_call_handler INLINE plr_inline_handler;
