ALTER TABLE public.b DROP CONSTRAINT b_a_fkey;
ALTER TABLE public.b DROP CONSTRAINT b_other_fkey;
ALTER TABLE public.a DROP CONSTRAINT a_key;
ALTER TABLE public.a DROP CONSTRAINT a_other;
ALTER TABLE public.a ADD CONSTRAINT a_id UNIQUE (id);
ALTER TABLE public.a ADD CONSTRAINT a_key PRIMARY KEY (other);
ALTER TABLE public.b ADD CONSTRAINT b_a_fkey FOREIGN KEY (a) REFERENCES public.a (id);
ALTER TABLE public.b ADD CONSTRAINT b_other_fkey FOREIGN KEY (other) REFERENCES public.a (other);
