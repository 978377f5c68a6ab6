SELECT c.oid AS id, de.description AS comment, pg_get_userbyid(c.cfgowner) AS owner, '{}'::text[] AS acl,
       n.nspname AS namespace, c.cfgname AS name,
       quote_ident(pn.nspname) || '.' || quote_ident(p.prsname) AS parser,
       coalesce((
           SELECT json_agg(json_build_array(t.alias, m.dictionaries) ORDER BY t.alias COLLATE "C")
           FROM (SELECT m.maptokentype, json_agg(quote_ident(dn.nspname) || '.' || quote_ident(d.dictname) ORDER BY m.mapseqno) AS dictionaries
                 FROM pg_ts_config_map m JOIN pg_ts_dict d ON d.oid = m.mapdict JOIN pg_namespace dn ON dn.oid = d.dictnamespace
                 WHERE m.mapcfg = c.oid GROUP BY m.maptokentype) m
           JOIN ts_token_type(c.cfgparser) t ON t.tokid = m.maptokentype
       ), '[]') AS mappings
FROM pg_ts_config c
JOIN pg_namespace n ON n.oid = c.cfgnamespace
JOIN pg_ts_parser p ON p.oid = c.cfgparser
JOIN pg_namespace pn ON pn.oid = p.prsnamespace
{described(pg_ts_config, c.oid)}
WHERE {ours(n)} AND c.oid NOT IN {members(pg_ts_config)}
