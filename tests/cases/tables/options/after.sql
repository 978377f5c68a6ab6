create unlogged table t (a integer, b text) with (autovacuum_enabled = off, toast.autovacuum_enabled = off);
