ALTER POLICY seen ON public.t TO "tt weird ""role""", tt_reader USING ((owner_name = SESSION_USER));
COMMENT ON POLICY seen ON public.t IS 'own rows';
CREATE POLICY written ON public.t AS RESTRICTIVE FOR INSERT WITH CHECK ((id > 0));
ALTER TABLE public.t FORCE ROW LEVEL SECURITY;
