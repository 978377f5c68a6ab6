-- Stand-in for pllua 2.0: its public interface in SQL.
CREATE FUNCTION pllua_call_handler() RETURNS language_handler LANGUAGE internal AS 'language_handler_in';
CREATE FUNCTION pllua_inline_handler(internal) RETURNS void STRICT LANGUAGE internal AS 'void_in';
CREATE TRUSTED LANGUAGE pllua HANDLER pllua_call_handler INLINE pllua_inline_handler;
