CREATE TABLE t (id integer NOT NULL, code text NOT NULL, note text DEFAULT 'none');
CREATE TABLE c (id integer NOT NULL, code text NOT NULL, note text DEFAULT 'none', own integer) INHERITS (t);
CREATE INDEX c_note ON c (note);
CREATE TABLE p (id integer NOT NULL, code text NOT NULL) PARTITION BY RANGE (id);
CREATE TABLE p1 PARTITION OF p FOR VALUES FROM (1) TO (10);
CREATE INDEX p_code ON p (code);
