CREATE TABLE events (id smallserial, kind integer) PARTITION BY HASH (kind);
CREATE TABLE events_1 PARTITION OF events FOR VALUES WITH (MODULUS 1, REMAINDER 0);
