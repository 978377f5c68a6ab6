-- Which transactions have ended: as long as the same have, in a server that was not started again, nothing at all was
-- changed in it. A write-ahead log that ran on past the last checkpoint may be lost in a crash and its transactions'
-- numbers given again, so the checkpoint counts too. A standby does not say which transactions are running: no mark.
SELECT CASE WHEN NOT pg_catalog.pg_is_in_recovery()
            THEN pg_catalog.concat_ws(' ', pg_catalog.pg_current_snapshot(), s.system_identifier, c.timeline_id, c.checkpoint_lsn,
                                      pg_catalog.inet_server_addr(), pg_catalog.inet_server_port(),
                                      pg_catalog.extract('epoch', pg_catalog.pg_postmaster_start_time()),
                                      pg_catalog.current_database()) END
FROM pg_catalog.pg_control_system() s, pg_catalog.pg_control_checkpoint() c
