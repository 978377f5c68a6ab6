-- Stand-in for address_standardizer_data_us 3.6.0: its public interface in SQL.
CREATE SEQUENCE us_lex_id_seq;
CREATE TABLE us_lex (id integer NOT NULL DEFAULT nextval('us_lex_id_seq'::regclass), seq integer, word text, stdword text, token integer, is_custom boolean NOT NULL DEFAULT true, CONSTRAINT pk_us_lex PRIMARY KEY (id));
CREATE SEQUENCE us_gaz_id_seq;
CREATE TABLE us_gaz (id integer NOT NULL DEFAULT nextval('us_gaz_id_seq'::regclass), seq integer, word text, stdword text, token integer, is_custom boolean NOT NULL DEFAULT true, CONSTRAINT pk_us_gaz PRIMARY KEY (id));
CREATE SEQUENCE us_rules_id_seq;
CREATE TABLE us_rules (id integer NOT NULL DEFAULT nextval('us_rules_id_seq'::regclass), rule text, is_custom boolean NOT NULL DEFAULT true, CONSTRAINT pk_us_rules PRIMARY KEY (id));
