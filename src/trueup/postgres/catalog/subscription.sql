-- subconninfo holds a password: it is never read. The default of streaming differs between versions: it is always said.
SELECT s.oid AS id, de.description AS comment, pg_get_userbyid(s.subowner) AS owner, '{}'::text[] AS acl, s.subname AS name,
       {listed(s.subpublications)} AS publications, s.subenabled AS enabled,
       array_remove(ARRAY[
           CASE WHEN s.subbinary THEN 'binary=true' END,
           {since(15, CASE WHEN s.subdisableonerr THEN 'disable_on_error=true' END, NULL)},
           {since(17, CASE WHEN s.subfailover THEN 'failover=true' END, NULL)},
           {since(16, CASE WHEN s.suborigin <> 'any' THEN 'origin=' || s.suborigin END, NULL)},
           {since(16, CASE WHEN NOT s.subpasswordrequired THEN 'password_required=false' END, NULL)},
           {since(16, CASE WHEN s.subrunasowner THEN 'run_as_owner=true' END, NULL)},
           'slot_name=' || coalesce(s.subslotname, 'NONE'),
           'streaming=' || {since(16, CASE s.substream WHEN 't' THEN 'on' WHEN 'p' THEN 'parallel' ELSE 'off' END,
                                      CASE WHEN s.substream THEN 'on' ELSE 'off' END)},
           CASE WHEN s.subsynccommit <> 'off' THEN 'synchronous_commit=' || s.subsynccommit END,
           {since(15, CASE WHEN s.subtwophasestate <> 'd' THEN 'two_phase=true' END, NULL)}
       ], NULL) AS options
FROM pg_subscription s
{described(pg_subscription, s.oid)}
WHERE s.subdbid = (SELECT d.oid FROM pg_database d WHERE d.datname = current_database())
