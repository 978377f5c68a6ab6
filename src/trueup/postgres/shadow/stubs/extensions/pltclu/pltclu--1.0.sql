-- Stand-in for pltclu 1.0: its public interface in SQL.
CREATE FUNCTION pltclu_call_handler() RETURNS language_handler LANGUAGE internal AS 'language_handler_in';
CREATE FUNCTION pltclu_inline_handler(internal) RETURNS void STRICT LANGUAGE internal AS 'void_in';
CREATE LANGUAGE pltclu HANDLER pltclu_call_handler INLINE pltclu_inline_handler;
