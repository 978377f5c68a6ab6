"""Ways of writing a schema down: a live database, SQL and migration folders, a snapshot. Each module reads one."""
