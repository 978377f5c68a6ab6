-- The parent drops a column when the child has left with it.
CREATE TABLE t (id integer NOT NULL, code text);
CREATE TABLE c (id integer NOT NULL, code text NOT NULL, note text DEFAULT 'none', own integer);
CREATE INDEX c_note ON c (note);
-- The parent gives up a NOT NULL that its partition keeps.
CREATE TABLE p (id integer NOT NULL, code text) PARTITION BY RANGE (id);
CREATE TABLE p1 PARTITION OF p FOR VALUES FROM (1) TO (10);
ALTER TABLE p1 ALTER COLUMN code SET NOT NULL;
CREATE INDEX p_code ON p (code);
