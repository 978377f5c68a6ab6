DROP TABLE public.t;
DROP SCHEMA public;
CREATE SCHEMA own;
CREATE TABLE own.t (
    a integer
);
