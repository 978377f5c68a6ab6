SELECT e.oid AS id, de.description AS comment, pg_get_userbyid(e.evtowner) AS owner, '{}'::text[] AS acl, e.evtname AS name,
       e.evtevent AS event, {routine(e.evtfoid)} AS function, {enabled(e.evtenabled)} AS enabled, {listed(e.evttags)} AS tags
FROM pg_event_trigger e
{described(pg_event_trigger, e.oid)}
WHERE e.oid NOT IN {members(pg_event_trigger)}
