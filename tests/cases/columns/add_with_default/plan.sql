ALTER TABLE public.t ADD COLUMN score integer DEFAULT 7 NOT NULL;
ALTER TABLE public.t ADD COLUMN seen timestamp with time zone DEFAULT now();
