ALTER TABLE public.notes DROP CONSTRAINT notes_event_fkey;
DROP VIEW public.kinds;
ALTER TABLE public.events DETACH PARTITION public.late;
ALTER TABLE public.early DETACH PARTITION public.second;
DROP TABLE public.early;
DROP TABLE public.events;
CREATE TABLE public.early (
    id bigint CONSTRAINT events_id_not_null NOT NULL,
    kind character varying(10)
) PARTITION BY LIST (id);
CREATE TABLE public.events (
    id bigint CONSTRAINT events_id_not_null NOT NULL,
    kind character varying(10)
) PARTITION BY RANGE (id);
ALTER TABLE public.late ALTER COLUMN id TYPE bigint;
ALTER TABLE public.events ATTACH PARTITION public.late FOR VALUES FROM ('10') TO ('20');
ALTER TABLE public.notes ALTER COLUMN event TYPE bigint;
ALTER TABLE public.second ALTER COLUMN id TYPE bigint;
ALTER TABLE public.early ATTACH PARTITION public.second FOR VALUES IN ('2');
ALTER TABLE ONLY public.early ADD CONSTRAINT early_pkey PRIMARY KEY (id);
ALTER INDEX public.early_pkey ATTACH PARTITION public.second_pkey;
ALTER TABLE public.events ATTACH PARTITION public.early FOR VALUES FROM ('1') TO ('10');
ALTER TABLE ONLY public.events ADD CONSTRAINT events_pkey PRIMARY KEY (id);
ALTER INDEX public.events_pkey ATTACH PARTITION public.early_pkey;
ALTER INDEX public.events_pkey ATTACH PARTITION public.late_pkey;
CREATE VIEW public.kinds AS
SELECT kind
   FROM public.events;
ALTER TABLE public.notes ADD CONSTRAINT notes_event_fkey FOREIGN KEY (event) REFERENCES public.events (id);
