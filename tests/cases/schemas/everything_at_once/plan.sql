SET check_function_bodies = off;
DROP VIEW public.gone_v;
DROP TABLE public.gone;
CREATE SCHEMA s;
CREATE DOMAIN s.email AS text
    CONSTRAINT email_check CHECK ((VALUE ~ '@'::text));
CREATE TYPE s.mood AS ENUM ('a', 'b');
CREATE SEQUENCE s.orders_id_seq;
CREATE TABLE s.orders (
    id bigint DEFAULT nextval('s.orders_id_seq'::regclass) NOT NULL,
    user_id bigint,
    total numeric(10,2),
    CONSTRAINT orders_pkey PRIMARY KEY (id),
    CONSTRAINT orders_total_check CHECK ((total >= (0)::numeric))
);
ALTER SEQUENCE s.orders_id_seq OWNED BY s.orders.id;
CREATE TABLE s.users (
    id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
    email s.email NOT NULL,
    mood s.mood DEFAULT 'a'::s.mood,
    CONSTRAINT users_email_key UNIQUE (email),
    CONSTRAINT users_pkey PRIMARY KEY (id)
);
CREATE FUNCTION s.label(s.users)
 RETURNS text
 LANGUAGE sql
 STABLE
AS $function$select $1.email$function$;
CREATE INDEX orders_user ON s.orders USING btree (user_id);
CREATE VIEW s.totals AS
SELECT u.id,
    s.label(u.*) AS label,
    sum(o.total) AS total
   FROM (s.users u
     JOIN s.orders o ON ((o.user_id = u.id)))
  GROUP BY u.id;
ALTER TABLE s.orders ADD CONSTRAINT orders_user_id_fkey FOREIGN KEY (user_id) REFERENCES s.users (id) ON DELETE CASCADE;
CREATE POLICY own ON s.orders USING ((user_id IN ( SELECT users.id
   FROM s.users)));
ALTER TABLE s.orders ENABLE ROW LEVEL SECURITY;
