ALTER TABLE public.t SET UNLOGGED;
ALTER TABLE public.t SET (autovacuum_enabled=off, toast.autovacuum_enabled=off);
ALTER TABLE public.t RESET (fillfactor);
