DROP RULE gone ON public.t;
CREATE RULE four AS
    ON UPDATE TO public.t DO  INSERT INTO public.log (a)
  VALUES (old.a);
ALTER TABLE public.t DISABLE RULE four;
CREATE OR REPLACE RULE one AS
    ON INSERT TO public.t
   WHERE (new.a > 0) DO  INSERT INTO public.log (a)
  VALUES ((new.a + 1));
COMMENT ON RULE one ON public.t IS 'logged';
