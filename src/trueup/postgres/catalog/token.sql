-- Every DDL writes new versions of catalog rows, and each version carries its transaction (xmin). Hashing those tells
-- whether anything was done, though not what. Rows of PostgreSQL's own (OIDs below 16384) are left out where they are
-- many. Not every role may see the xmin of subscriptions and user mappings: what it may see of them is hashed instead.
-- Two copies of one cluster have the same identifier: timeline and address tell them apart, and the server's start a
-- data directory that was put back from a copy, where the same transaction number may have done something else.
SELECT current_setting('server_version_num'), (SELECT system_identifier FROM pg_control_system()),
       (SELECT timeline_id FROM pg_control_checkpoint()), inet_server_addr(), inet_server_port(), pg_postmaster_start_time(),
       (SELECT oid FROM pg_database WHERE datname = current_database()),
       (SELECT sum(hashtextextended(rolname, oid::int8)) FROM pg_roles),
       (SELECT sum(hashtextextended(concat_ws(' ', umid, umuser, umoptions), 0)) FROM pg_user_mappings),
       (SELECT sum(hashtextextended(concat_ws(' ', oid, subdbid, subname, subowner, subenabled, subbinary, substream, subslotname,
                                              subsynccommit, subpublications,
                                              {since(15, concat_ws(' ', subtwophasestate, subdisableonerr), NULL)},
                                              {since(16, concat_ws(' ', suborigin, subpasswordrequired, subrunasowner), NULL)},
                                              {since(17, subfailover, NULL)}), 0)) FROM pg_subscription),
       string_agg(concat_ws(' ', n, h), ',' ORDER BY name COLLATE "C"),
       string_agg(CASE WHEN own = 0 THEN name END, ' ')
FROM (
    {versions(pg_namespace, oid, 0)}
    UNION ALL {versions(pg_class, oid, 16384)}
    UNION ALL {versions(pg_attribute, attrelid, 16384)}
    UNION ALL {versions(pg_attrdef, oid, 16384)}
    UNION ALL {versions(pg_constraint, oid, 16384)}
    UNION ALL {versions(pg_index, indexrelid, 16384)}
    UNION ALL {versions(pg_type, oid, 16384)}
    UNION ALL {versions(pg_enum, oid, 0)}
    UNION ALL {versions(pg_range, rngtypid, 16384)}
    UNION ALL {versions(pg_proc, oid, 16384)}
    UNION ALL {versions(pg_aggregate, aggfnoid, 16384)}
    UNION ALL {versions(pg_trigger, oid, 0)}
    UNION ALL {versions(pg_rewrite, oid, 16384)}
    UNION ALL {versions(pg_policy, oid, 0)}
    UNION ALL {versions(pg_sequence, seqrelid, 0)}
    UNION ALL {versions(pg_inherits, inhrelid, 0)}
    UNION ALL {versions(pg_partitioned_table, partrelid, 0)}
    UNION ALL {versions(pg_statistic_ext, oid, 0)}
    UNION ALL {versions(pg_description, objoid, 2200)}
    UNION ALL {versions(pg_depend, objid, 16384)}
    UNION ALL {versions(pg_extension, oid, 0)}
    UNION ALL {versions(pg_default_acl, oid, 0)}
    UNION ALL {versions(pg_event_trigger, oid, 0)}
    UNION ALL {versions(pg_publication, oid, 0)}
    UNION ALL {versions(pg_publication_rel, oid, 0)}
    UNION ALL {versions({since(15, pg_publication_namespace, pg_publication_rel)}, oid, 0)}
    UNION ALL {versions(pg_collation, oid, 16384)}
    UNION ALL {versions(pg_conversion, oid, 16384)}
    UNION ALL {versions(pg_operator, oid, 16384)}
    UNION ALL {versions(pg_opclass, oid, 16384)}
    UNION ALL {versions(pg_opfamily, oid, 16384)}
    UNION ALL {versions(pg_amop, oid, 16384)}
    UNION ALL {versions(pg_amproc, oid, 16384)}
    UNION ALL {versions(pg_cast, oid, 16384)}
    UNION ALL {versions(pg_language, oid, 0)}
    UNION ALL {versions(pg_am, oid, 0)}
    UNION ALL {versions(pg_transform, oid, 0)}
    UNION ALL {versions(pg_ts_config, oid, 16384)}
    UNION ALL {versions(pg_ts_config_map, mapcfg, 16384)}
    UNION ALL {versions(pg_ts_dict, oid, 16384)}
    UNION ALL {versions(pg_ts_parser, oid, 0)}
    UNION ALL {versions(pg_ts_template, oid, 0)}
    UNION ALL {versions(pg_foreign_data_wrapper, oid, 0)}
    UNION ALL {versions(pg_foreign_server, oid, 0)}
    UNION ALL {versions(pg_foreign_table, ftrelid, 0)}
    UNION ALL {versions(pg_seclabel, objoid, 0)}
    UNION ALL {versions(pg_db_role_setting, setrole, 0)}
    UNION ALL {versions(pg_tablespace, oid, 0)}
) v
