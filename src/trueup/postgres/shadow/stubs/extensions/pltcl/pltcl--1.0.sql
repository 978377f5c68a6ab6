-- Stand-in for pltcl 1.0: its public interface in SQL.
CREATE FUNCTION pltcl_call_handler() RETURNS language_handler LANGUAGE internal AS 'language_handler_in';
CREATE FUNCTION pltcl_inline_handler(internal) RETURNS void STRICT LANGUAGE internal AS 'void_in';
CREATE TRUSTED LANGUAGE pltcl HANDLER pltcl_call_handler INLINE pltcl_inline_handler;
