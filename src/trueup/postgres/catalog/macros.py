"""The macros the catalog queries are written with, and their expansion.

A query calls a macro as ``{name(arguments)}``; the macros are the public functions of this module. Where server
versions differ, ``{since(15, new, old)}`` chooses.
"""

# ruff: noqa: S608 - what is put together is this package's own text

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

JOURNAL = "trueup"
"""The namespace in which ``journal`` keeps what was applied to a database; it is no part of any schema."""

_CALL = re.compile(r"\{(\w+)\(((?:[^{}]|\{\})*?)\)\}", re.S)


def expand(text: str, major: int, given: Mapping[str, str]) -> str:
    """Replace macro calls, innermost first; ``given`` are texts for macros without arguments."""

    def call(found: re.Match[str]) -> str:
        name, arguments = found.group(1), _split(found.group(2))
        if name == "since":
            return arguments[1] if major >= int(arguments[0]) else arguments[2]
        return given[name] if name in given else _MACROS[name](*arguments)

    count = 1
    while count:
        text, count = _CALL.subn(call, text)
    return text


def _split(arguments: str) -> list[str]:
    """Arguments at the commas that are in no parentheses, brackets or quotes."""
    found, depth, quoted = [""], 0, False
    for letter in arguments:
        if letter == "'":
            quoted = not quoted
        elif not quoted:
            depth += (letter in "([") - (letter in ")]")
            if letter == "," and not depth:
                found.append("")
                continue
        found[-1] += letter
    return [argument.strip() for argument in found]


def ours(namespace: str) -> str:
    """Whether a row of pg_namespace is neither PostgreSQL's own nor the one where applied plans are noted."""
    return f"{namespace}.nspname !~ '^pg_' AND {namespace}.nspname NOT IN ('information_schema', '{JOURNAL}')"


def called_journal(namespace: str) -> str:
    """Whether a row of pg_namespace has the name of the one where applied plans are noted."""
    return f"{namespace}.nspname = '{JOURNAL}'"


def members(catalog: str) -> str:
    """The OIDs of one catalog that belong to an extension (read once, by the index on the referenced object)."""
    return (
        "(SELECT x.objid FROM pg_depend x WHERE x.refclassid = 'pg_extension'::regclass"
        f" AND x.classid = '{catalog}'::regclass AND x.deptype = 'e')"
    )


def keyed(index: str) -> str:
    """Whether an index belongs to a constraint, which has the same name."""
    return f"{index} IN (SELECT kc.conindid FROM pg_constraint kc WHERE kc.contype IN ('p', 'u', 'x'))"


def described(catalog: str, oid: str, alias: str = "de", attribute: str = "0") -> str:
    """The join that finds the comment of an object as ``<alias>.description``.

    Statistics as old as the cluster say that almost nothing of a class has comments. The cast hides the class from
    them, or the planner would look through all comments for each object.
    """
    return (
        f"LEFT JOIN pg_description {alias} ON {alias}.objoid = {oid}"
        f" AND {alias}.classoid::int8 = '{catalog}'::regclass::int8 AND {alias}.objsubid = {attribute}"
    )


def texts(array: str) -> str:
    """An array of texts, sorted; empty for NULL."""
    return (
        f"CASE WHEN {array} IS NULL THEN '{{}}'::text[]"
        f' ELSE ARRAY(SELECT o::text FROM unnest({array}) o ORDER BY o COLLATE "C") END'
    )


def listed(array: str) -> str:
    """An array of texts in its own order; empty for NULL."""
    return f"coalesce({array}::text[], '{{}}')"


def attribute_options(array: str) -> str:
    """Options of a column, in their order.

    The minor releases of November 2026 (15.20 and its siblings) keep a number of their own among them, ``pg_attver``,
    which ``pg_dump`` leaves out and nobody can set.
    """
    return (
        f"CASE WHEN {array} IS NULL OR cardinality({array}) = 1 AND starts_with({array}[1], 'pg_attver=')"
        f" THEN '{{}}'::text[] ELSE ARRAY(SELECT u.o FROM unnest({array}) WITH ORDINALITY u (o, place)"
        " WHERE NOT starts_with(u.o, 'pg_attver=') ORDER BY u.place) END"
    )


def options(array: str) -> str:
    """Options of foreign data in their order, with the values of those that hold secrets replaced."""
    return f"""CASE WHEN {array} IS NULL THEN '{{}}'::text[] ELSE ARRAY(
    SELECT CASE WHEN split_part(o, '=', 1) ~* '(passw|passfile|secret|token|credential|(api|access|private)_?key)'
                 AND split_part(o, '=', 1) !~* '_(id|name)$'
                THEN split_part(o, '=', 1) || '=***' ELSE o END
    FROM unnest({array}) WITH ORDINALITY u (o, place) ORDER BY u.place) END"""


_AT = """right(i::text, length(who) + 1) = '/' || who AS mine, length(who) AS n,
    CASE WHEN starts_with(i::text, who || '=') THEN '@' || substr(i::text, length(who) + 1) ELSE i::text END AS t"""


def _quoted(owner: str) -> str:
    """The owner's name as ``aclitem`` prints it: of ``who=r/who`` the last part."""
    return (
        "SELECT right(t, (length(t) - 3) / 2) AS who"
        f" FROM (VALUES (makeaclitem({owner}, {owner}, 'SELECT', false)::text)) v(t)"
    )


def acl(items: str, kind: str, owner: str, public: str = "''") -> str:
    """Privileges as differences from the built-in ones of a kind, ``@`` for the owner.

    ``public`` are the letters that PUBLIC has besides on a fresh server. ``aclitem`` prints ``who=letters/grantor``;
    a name is in double quotes unless it is a plain word, so the owner can be told by prefix and suffix.
    """
    return f"""CASE WHEN {items} IS NULL AND {public} = '' THEN '{{}}'::text[] ELSE ARRAY(
    WITH me AS ({_quoted(owner)}),
    built_in AS (SELECT acldefault({kind}, {owner})
                        || CASE WHEN {public} <> '' THEN ARRAY[('=' || {public} || '/' || who)::aclitem] END AS items
                 FROM me),
    entry AS (SELECT {_AT}, i = ANY (b.items) AS usual
              FROM unnest(coalesce({items}, acldefault({kind}, {owner}))) i, me, built_in b),
    told AS (SELECT CASE WHEN mine THEN left(t, -n) || '@' ELSE t END AS t, usual FROM entry)
    SELECT {_maintain("t", kind)} AS t
    FROM told WHERE NOT usual
    UNION ALL SELECT '@=/@' FROM built_in WHERE EXISTS (SELECT FROM aclexplode(built_in.items) e WHERE e.grantee <> 0)
      AND NOT EXISTS (SELECT FROM told WHERE starts_with(told.t, '@=') AND right(told.t, 2) = '/@')
    UNION ALL SELECT '=/@' FROM built_in WHERE EXISTS (SELECT FROM aclexplode(built_in.items) e WHERE e.grantee = 0)
      AND NOT EXISTS (SELECT FROM told WHERE starts_with(told.t, '=') AND right(told.t, 2) = '/@')
    ORDER BY 1) END"""


def _maintain(item: str, kind: str) -> str:
    """All privileges on a table as 17 and newer print them, with MAINTAIN."""
    return f"""{{since(17, {item}, CASE WHEN {kind} = 'r' THEN
        regexp_replace(regexp_replace({item}, '=a[*]r[*]w[*]d[*]D[*]x[*]t[*]/', '=a*r*w*d*D*x*t*m*/'),
                       '=(a[*]?r[*]?w[*]?d[*]?D[*]?x[*]?t[*]?)/', '=\\1m/') ELSE {item} END)}}"""


def granted(items: str, kind: str, owner: str) -> str:
    """A whole list of privileges in the form of ``acl``, nothing being built in."""
    return f"""ARRAY(
    WITH me AS ({_quoted(owner)}),
    entry AS (SELECT {_AT} FROM unnest({items}) i, me),
    told AS (SELECT CASE WHEN mine THEN left(t, -n) || '@' ELSE t END AS t FROM entry)
    SELECT {_maintain("t", kind)} AS t FROM told ORDER BY 1)"""


def opmembers(catalog: str, oid: str) -> str:
    """The operators and functions that depend on an operator class or family, as CREATE OPERATOR CLASS spells them."""
    return f"""ARRAY(
    SELECT 'OPERATOR ' || m.amopstrategy::text || ' ' || m.amopopr::regoperator::text
           || coalesce(' FOR ORDER BY ' || quote_ident(sn.nspname) || '.' || quote_ident(sf.opfname), '')
    FROM pg_depend md JOIN pg_amop m ON m.oid = md.objid
    LEFT JOIN pg_opfamily sf ON sf.oid = m.amopsortfamily LEFT JOIN pg_namespace sn ON sn.oid = sf.opfnamespace
    WHERE md.classid = 'pg_amop'::regclass AND md.refclassid = '{catalog}'::regclass AND md.refobjid = {oid}
    UNION ALL
    SELECT 'FUNCTION ' || m.amprocnum::text || ' (' || format_type(m.amproclefttype, NULL) || ', '
           || format_type(m.amprocrighttype, NULL) || ') ' || m.amproc::regprocedure::text
    FROM pg_depend md JOIN pg_amproc m ON m.oid = md.objid
    WHERE md.classid = 'pg_amproc'::regclass AND md.refclassid = '{catalog}'::regclass AND md.refobjid = {oid}
    ORDER BY 1)"""


def routine(oid: str) -> str:
    """The qualified name of a function, NULL for 0."""
    return (
        "(SELECT quote_ident(rn.nspname) || '.' || quote_ident(rp.proname) FROM pg_proc rp"
        f" JOIN pg_namespace rn ON rn.oid = rp.pronamespace WHERE rp.oid = {oid})"
    )


def on(relkind: str) -> str:
    """The address word of a relation."""
    return (
        f"CASE {relkind} WHEN 'f' THEN 'foreign_table' WHEN 'v' THEN 'view' WHEN 'm' THEN 'matview'"
        " WHEN 'c' THEN 'type' ELSE 'table' END"
    )


def names(relation: str, numbers: str) -> str:
    """The names of columns given as an array of their numbers, in its order. One name needs no join."""
    return (
        f"CASE cardinality({numbers}) WHEN 1 THEN ARRAY[(SELECT na.attname FROM pg_attribute na"
        f" WHERE na.attrelid = {relation} AND na.attnum = ({numbers})[1])] ELSE ARRAY(SELECT na.attname"
        f" FROM unnest({numbers}) WITH ORDINALITY nu(attnum, ord)"
        f" JOIN pg_attribute na ON na.attrelid = {relation} AND na.attnum = nu.attnum ORDER BY nu.ord) END"
    )


def enabled(letter: str) -> str:
    """When a trigger or rule fires."""
    return f"CASE {letter} WHEN 'D' THEN 'disabled' WHEN 'R' THEN 'replica' WHEN 'A' THEN 'always' ELSE 'origin' END"


def versions(catalog: str, oid: str, lowest: str) -> str:
    """How many rows a catalog has from an OID on, how many are not PostgreSQL's own, and a digest of their versions.

    The transaction is the seed: ``hashint8`` folds one half of a number into the other, so that of both as one number
    it would see ``oid # xid`` only, which is the same for many a row that was dropped and made again.
    """
    limit = f" WHERE {oid}::oid::int8 >= {lowest}" if lowest != "0" else ""  # as int8: by index it is slower
    return (
        f"SELECT '{catalog}' AS name, count(*) AS n, count(*) FILTER (WHERE {oid}::oid::int8 >= 16384) AS own,"
        f" sum(hashint8extended({oid}::oid::int8, xmin::text::int8)) AS h FROM {catalog}{limit}"
    )


def action(letter: str) -> str:
    """What a foreign key does on update or delete."""
    return (
        f"CASE {letter} WHEN 'r' THEN 'restrict' WHEN 'c' THEN 'cascade' WHEN 'n' THEN 'set null'"
        " WHEN 'd' THEN 'set default' ELSE 'no action' END"
    )


_MACROS: dict[str, Callable[..., str]] = {
    macro.__name__: macro
    for macro in (
        ours,
        called_journal,
        members,
        keyed,
        described,
        texts,
        listed,
        attribute_options,
        options,
        acl,
        granted,
        opmembers,
        routine,
        on,
        names,
        enabled,
        action,
        versions,
    )
}
