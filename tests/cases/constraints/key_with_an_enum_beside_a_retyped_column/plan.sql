ALTER TABLE public.talks DROP CONSTRAINT talks_mood_code_fkey;
ALTER TABLE public.talks ALTER COLUMN code TYPE text;
ALTER TABLE public.talks ADD CONSTRAINT talks_mood_code_fkey FOREIGN KEY (mood, code) REFERENCES public.rooms (mood, code);
