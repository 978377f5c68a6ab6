ALTER TABLE public.t OF public.shape;
CREATE TABLE public.u OF public.shape (
    side WITH OPTIONS NOT NULL,
    name WITH OPTIONS DEFAULT 'x'::text NOT NULL,
    CONSTRAINT u_pkey PRIMARY KEY (side)
);
