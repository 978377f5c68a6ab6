ALTER TABLE partition_attached.l_a ADD CONSTRAINT l_a__bound CHECK ("Kind" IS NOT NULL AND "Kind" IN ('a', 'b''c')) NOT VALID;
ALTER TABLE partition_attached.l_a VALIDATE CONSTRAINT l_a__bound;
ALTER TABLE partition_attached.l ATTACH PARTITION partition_attached.l_a FOR VALUES IN ('a', 'b''c');
ALTER TABLE partition_attached.l_a DROP CONSTRAINT l_a__bound;
ALTER TABLE partition_attached.t_1 ADD CONSTRAINT t_1__bound CHECK (k IS NOT NULL AND k >= 100 AND k < 200) NOT VALID;
ALTER TABLE partition_attached.t_1 VALIDATE CONSTRAINT t_1__bound;
ALTER TABLE partition_attached.t_rest ADD CONSTRAINT t_rest__without_t_1 CHECK (NOT (k IS NOT NULL AND k >= 100 AND k < 200)) NOT VALID;
ALTER TABLE partition_attached.t_rest VALIDATE CONSTRAINT t_rest__without_t_1;
ALTER TABLE partition_attached.t ATTACH PARTITION partition_attached.t_1 FOR VALUES FROM (100) TO (200);
ALTER TABLE partition_attached.t_1 DROP CONSTRAINT t_1__bound;
ALTER TABLE partition_attached.t_rest DROP CONSTRAINT t_rest__without_t_1;
CREATE TABLE partition_attached.t_2 (
    k integer,
    at date
);
ALTER TABLE partition_attached.t_rest ADD CONSTRAINT t_rest__without_t_2 CHECK (NOT (k IS NOT NULL AND k >= 200)) NOT VALID;
ALTER TABLE partition_attached.t_rest VALIDATE CONSTRAINT t_rest__without_t_2;
ALTER TABLE partition_attached.t ATTACH PARTITION partition_attached.t_2 FOR VALUES FROM (200) TO (MAXVALUE);
ALTER TABLE partition_attached.t_rest DROP CONSTRAINT t_rest__without_t_2;
ALTER TABLE not_null.p ADD CONSTRAINT p_a__not_null CHECK (a IS NOT NULL) NOT VALID;
ALTER TABLE not_null.p VALIDATE CONSTRAINT p_a__not_null;
ALTER TABLE not_null.p ADD CONSTRAINT p_a_not_null NOT NULL a;
ALTER TABLE not_null.p DROP CONSTRAINT p_a__not_null;
ALTER TABLE not_null.p ADD CONSTRAINT p_id__not_null CHECK (id IS NOT NULL) NOT VALID;
ALTER TABLE not_null.p VALIDATE CONSTRAINT p_id__not_null;
ALTER TABLE not_null.p ADD CONSTRAINT p_id_not_null NOT NULL id;
ALTER TABLE not_null.p DROP CONSTRAINT p_id__not_null;
ALTER TABLE not_null.t ADD CONSTRAINT t_a_not_null NOT NULL a NOT VALID;
ALTER TABLE not_null.t VALIDATE CONSTRAINT t_a_not_null;
ALTER TABLE not_null.t ADD CONSTRAINT needed NOT NULL b NOT VALID;
ALTER TABLE not_null.t VALIDATE CONSTRAINT needed;
ALTER TABLE checks_and_foreign_keys.b ADD CONSTRAINT b_n CHECK ((n > 0)) NOT VALID;
ALTER TABLE checks_and_foreign_keys.b VALIDATE CONSTRAINT b_n;
COMMENT ON CONSTRAINT b_n ON checks_and_foreign_keys.b IS 'positive';
ALTER TABLE checks_and_foreign_keys.b ADD CONSTRAINT b_a FOREIGN KEY (a) REFERENCES checks_and_foreign_keys.a (id) ON DELETE CASCADE DEFERRABLE NOT VALID;
ALTER TABLE checks_and_foreign_keys.b VALIDATE CONSTRAINT b_a;
ALTER TABLE foreign_key_of_partitioned.t ADD CONSTRAINT t_a FOREIGN KEY (a) REFERENCES foreign_key_of_partitioned.a (id) NOT VALID;
ALTER TABLE foreign_key_of_partitioned.t VALIDATE CONSTRAINT t_a;
