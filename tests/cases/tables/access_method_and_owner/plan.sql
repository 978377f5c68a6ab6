CREATE ACCESS METHOD heap2 TYPE TABLE HANDLER pg_catalog.heap_tableam_handler;
ALTER TABLE public.t SET ACCESS METHOD heap2;
ALTER TABLE public.t OWNER TO tt_owner;
