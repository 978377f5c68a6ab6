ALTER TABLE public.events DETACH PARTITION public.events_1;
ALTER TABLE public.events_1 ALTER COLUMN id DROP DEFAULT;
ALTER TABLE public.events_1 ALTER COLUMN id TYPE smallint;
DROP TABLE public.events;
CREATE SEQUENCE public.events_id_seq AS smallint;
CREATE TABLE public.events (
    id smallint DEFAULT nextval('public.events_id_seq'::regclass) CONSTRAINT events_id_not_null NOT NULL,
    kind integer
) PARTITION BY HASH (kind);
ALTER SEQUENCE public.events_id_seq OWNED BY public.events.id;
ALTER TABLE public.events ATTACH PARTITION public.events_1 FOR VALUES WITH (modulus 1, remainder 0);
ALTER TABLE public.events_1 ALTER COLUMN id SET DEFAULT nextval('public.events_id_seq'::regclass);
