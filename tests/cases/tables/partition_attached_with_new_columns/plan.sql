ALTER TABLE public.events ALTER COLUMN size TYPE bigint;
ALTER TABLE public.events ADD COLUMN kind text DEFAULT 'x'::text CONSTRAINT events_kind_not_null NOT NULL;
ALTER TABLE public.events ADD COLUMN twice bigint GENERATED ALWAYS AS ((size * 2)) STORED;
ALTER TABLE public.january ALTER COLUMN size TYPE bigint;
ALTER TABLE public.january ADD COLUMN kind text DEFAULT 'x'::text CONSTRAINT events_kind_not_null NOT NULL;
ALTER TABLE public.january ADD COLUMN twice bigint GENERATED ALWAYS AS ((size * 2)) STORED;
ALTER TABLE public.events ADD CONSTRAINT at_ok CHECK ((at > 0));
ALTER TABLE public.january ADD CONSTRAINT at_ok CHECK ((at > 0));
ALTER TABLE public.events ATTACH PARTITION public.january FOR VALUES FROM (1) TO (32);
