CREATE TABLE readings (at integer NOT NULL, mood text) PARTITION BY RANGE (at);
CREATE POLICY mine ON readings USING (mood IS NOT NULL);
