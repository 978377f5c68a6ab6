-- Stand-in for plcoffee 3.2.4: its public interface in SQL.
CREATE FUNCTION plcoffee_call_handler() RETURNS language_handler LANGUAGE internal AS 'language_handler_in';
CREATE FUNCTION plcoffee_inline_handler(internal) RETURNS void STRICT LANGUAGE internal AS 'void_in';
CREATE TRUSTED LANGUAGE plcoffee HANDLER plcoffee_call_handler INLINE plcoffee_inline_handler;
