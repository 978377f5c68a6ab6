SELECT p.oid AS id, de.description AS comment, pg_get_userbyid(p.proowner) AS owner,
       {acl(p.proacl, 'f', p.proowner)} AS acl,
       n.nspname AS namespace, p.proname AS name,
       CASE WHEN p.pronargs = 0 THEN '*' ELSE oidvectortypes(p.proargtypes) END AS takes,
       CASE WHEN p.pronargs = 0 THEN '*' ELSE pg_get_function_arguments(p.oid) END AS arguments,
       array_remove(ARRAY[
           'SFUNC = ' || {routine(a.aggtransfn)},
           'STYPE = ' || format_type(a.aggtranstype, NULL),
           CASE WHEN a.aggtransspace <> 0 THEN 'SSPACE = ' || a.aggtransspace::text END,
           'FINALFUNC = ' || {routine(a.aggfinalfn)},
           CASE WHEN a.aggfinalextra THEN 'FINALFUNC_EXTRA' END,
           CASE WHEN a.aggfinalfn <> 0 AND a.aggfinalmodify <> CASE WHEN a.aggkind = 'n' THEN 'r' ELSE 'w' END
                THEN 'FINALFUNC_MODIFY = ' || CASE a.aggfinalmodify WHEN 'r' THEN 'READ_ONLY' WHEN 's' THEN 'SHAREABLE' ELSE 'READ_WRITE' END END,
           'COMBINEFUNC = ' || {routine(a.aggcombinefn)},
           'SERIALFUNC = ' || {routine(a.aggserialfn)},
           'DESERIALFUNC = ' || {routine(a.aggdeserialfn)},
           'INITCOND = ' || quote_literal(a.agginitval),
           'MSFUNC = ' || {routine(a.aggmtransfn)},
           'MINVFUNC = ' || {routine(a.aggminvtransfn)},
           CASE WHEN a.aggmtranstype <> 0 THEN 'MSTYPE = ' || format_type(a.aggmtranstype, NULL) END,
           CASE WHEN a.aggmtransspace <> 0 THEN 'MSSPACE = ' || a.aggmtransspace::text END,
           'MFINALFUNC = ' || {routine(a.aggmfinalfn)},
           CASE WHEN a.aggmfinalextra THEN 'MFINALFUNC_EXTRA' END,
           CASE WHEN a.aggmfinalfn <> 0 AND a.aggmfinalmodify <> CASE WHEN a.aggkind = 'n' THEN 'r' ELSE 'w' END
                THEN 'MFINALFUNC_MODIFY = ' || CASE a.aggmfinalmodify WHEN 'r' THEN 'READ_ONLY' WHEN 's' THEN 'SHAREABLE' ELSE 'READ_WRITE' END END,
           'MINITCOND = ' || quote_literal(a.aggminitval),
           'SORTOP = ' || (SELECT 'OPERATOR(' || quote_ident(sn.nspname) || '.' || o.oprname || ')' FROM pg_operator o
                           JOIN pg_namespace sn ON sn.oid = o.oprnamespace WHERE o.oid = a.aggsortop),
           CASE p.proparallel WHEN 's' THEN 'PARALLEL = SAFE' WHEN 'r' THEN 'PARALLEL = RESTRICTED' END,
           CASE WHEN a.aggkind = 'h' THEN 'HYPOTHETICAL' END
       ], NULL) AS clauses
FROM pg_proc p
JOIN pg_aggregate a ON a.aggfnoid = p.oid
JOIN pg_namespace n ON n.oid = p.pronamespace
{described(pg_proc, p.oid)}
WHERE {ours(n)} AND p.oid NOT IN {members(pg_proc)}
