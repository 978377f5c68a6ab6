DROP PUBLICATION gone;
ALTER PUBLICATION p DROP TABLE ONLY public.b;
DROP PUBLICATION q;
ALTER PUBLICATION p SET (publish = 'insert, delete', publish_via_partition_root = true);
COMMENT ON PUBLICATION p IS 'most';
ALTER PUBLICATION p DROP TABLE ONLY public.a;
ALTER PUBLICATION p ADD TABLE ONLY public.a (id, t) WHERE ((id > 1));
CREATE PUBLICATION q FOR TABLES IN SCHEMA s WITH (publish_generated_columns = stored);
ALTER PUBLICATION q ADD TABLE ONLY public.b;
