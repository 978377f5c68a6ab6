-- Stand-in for pljava 1.6.9: its public interface in SQL.
CREATE FUNCTION pljava_call_handler() RETURNS language_handler LANGUAGE internal AS 'language_handler_in';
CREATE FUNCTION pljava_inline_handler(internal) RETURNS void STRICT LANGUAGE internal AS 'void_in';
CREATE TRUSTED LANGUAGE pljava HANDLER pljava_call_handler INLINE pljava_inline_handler;
