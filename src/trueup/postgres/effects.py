"""A statement's parse node -> which addresses it makes, renames and drops. Only what the text alone can tell.

Names without a schema are taken to be in the namespace given. Where PostgreSQL would choose the name of a constraint or
index, the name it chooses first is assumed; what a DO block or a function does is not seen.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from trueup.model import Address, address, part

Node = dict[str, Any]


@dataclass(frozen=True)
class Effects:
    """What a statement does to which addresses, by its text; the roles it names; the roles and extensions it makes."""

    makes: tuple[Address, ...] = ()
    renames: tuple[tuple[Address, Address], ...] = ()
    drops: tuple[Address, ...] = ()
    roles: tuple[str, ...] = ()
    creates_roles: tuple[str, ...] = ()
    extensions: tuple[str, ...] = ()


NOTHING = Effects()

_ENDS_TRANSACTION = re.compile(r"\b(COMMIT|ROLLBACK)\s*;", re.I).search
_ALWAYS_ALONE = frozenset(
    [
        "CreatedbStmt",
        "DropdbStmt",
        "CreateTableSpaceStmt",
        "DropTableSpaceStmt",
        "AlterSystemStmt",
        "DropSubscriptionStmt",
    ]
)
_PLAIN = frozenset(
    ["", "SelectStmt", "InsertStmt", "UpdateStmt", "DeleteStmt", "DoStmt", "TransactionStmt", "CopyStmt"]
)
_WORDS = {
    "OBJECT_TABLE": "table",
    "OBJECT_VIEW": "view",
    "OBJECT_MATVIEW": "matview",
    "OBJECT_FOREIGN_TABLE": "foreign_table",
    "OBJECT_SEQUENCE": "sequence",
    "OBJECT_TYPE": "type",
    "OBJECT_DOMAIN": "domain",
    "OBJECT_COLLATION": "collation",
    "OBJECT_CONVERSION": "conversion",
    "OBJECT_STATISTIC_EXT": "statistics",
    "OBJECT_TSCONFIGURATION": "text_search_configuration",
    "OBJECT_TSDICTIONARY": "text_search_dictionary",
    "OBJECT_TSPARSER": "text_search_parser",
    "OBJECT_TSTEMPLATE": "text_search_template",
    "OBJECT_FUNCTION": "function",
    "OBJECT_PROCEDURE": "procedure",
    "OBJECT_ROUTINE": "function",
    "OBJECT_AGGREGATE": "aggregate",
    "OBJECT_SCHEMA": "schema",
    "OBJECT_EXTENSION": "extension",
    "OBJECT_LANGUAGE": "language",
    "OBJECT_FDW": "foreign_data_wrapper",
    "OBJECT_FOREIGN_SERVER": "server",
    "OBJECT_PUBLICATION": "publication",
    "OBJECT_SUBSCRIPTION": "subscription",
    "OBJECT_EVENT_TRIGGER": "event_trigger",
    "OBJECT_ACCESS_METHOD": "access_method",
}
_INSIDE = {
    "OBJECT_COLUMN": "column",
    "OBJECT_TABCONSTRAINT": "constraint",
    "OBJECT_POLICY": "policy",
    "OBJECT_TRIGGER": "trigger",
    "OBJECT_RULE": "rule",
}
_ROUTINES = frozenset(["OBJECT_FUNCTION", "OBJECT_PROCEDURE", "OBJECT_ROUTINE", "OBJECT_AGGREGATE"])
_TYPES = {
    "int2": "smallint",
    "int4": "integer",
    "int8": "bigint",
    "float4": "real",
    "float8": "double precision",
    "bool": "boolean",
    "varchar": "character varying",
    "bpchar": "character",
    "timestamp": "timestamp without time zone",
    "timestamptz": "timestamp with time zone",
    "time": "time without time zone",
    "timetz": "time with time zone",
    "varbit": "bit varying",
}
_BUILT_IN = frozenset(
    """
    text json jsonb uuid bytea date numeric money xml inet cidr macaddr macaddr8 tsvector tsquery name oid record void
    trigger event_trigger anyelement anyarray anynonarray anyenum anyrange anycompatible anycompatiblearray cstring
    internal point line lseg box path polygon circle int4range int8range numrange tsrange tstzrange daterange
    int4multirange int8multirange nummultirange tsmultirange tstzmultirange datemultirange regclass regproc regtype
    regrole regnamespace regprocedure pg_lsn txid_snapshot pg_snapshot xid cid tid interval char bit jsonpath
    """.split()  # noqa: SIM905 - a table of words reads better than a list of literals
)


def transactional(node: str, tree: Callable[[], Node]) -> bool:
    """Whether PostgreSQL takes the statement inside a transaction block."""
    if node in _ALWAYS_ALONE:
        return False
    if node in ("IndexStmt", "DropStmt"):
        return not tree().get("concurrent", False)
    if node == "ReindexStmt":
        found = tree()
        whole = found.get("kind") in ("REINDEX_OBJECT_SCHEMA", "REINDEX_OBJECT_SYSTEM", "REINDEX_OBJECT_DATABASE")
        return not whole and not any(o.get("defname") == "concurrently" for o in _options(found, "params"))
    if node == "VacuumStmt":
        return not tree().get("is_vacuumcmd", False)
    if node == "ClusterStmt":
        return "relation" in tree()
    if node == "AlterTableStmt":
        return not any(_node(c.get("def")).get("concurrent", False) for c in _items(tree().get("cmds")))
    if node == "DoStmt":
        return not any(_ENDS_TRANSACTION(_text(option.get("arg"))) for option in _options(tree(), "args"))
    if node == "CreateSubscriptionStmt":
        off = {o["defname"] for o in _options(tree(), "options") if _text(o.get("arg")) in ("false", "off", "0")}
        return bool(off & {"connect", "create_slot"})
    return True


def effects(node: str, tree: Callable[[], Node], namespace: str) -> Effects:
    """The effects of one parse node; nothing for a query, a DO block or what is nested too deeply to read."""
    if node in _PLAIN:
        return NOTHING
    found = tree()
    makes = [] if node in ("RenameStmt", "AlterObjectSchemaStmt", "DropStmt") else list(_made(node, found, namespace))
    return Effects(
        makes=tuple(dict.fromkeys(makes)),
        renames=tuple(_renamed(node, found, namespace)),
        drops=tuple(_dropped(node, found, namespace)),
        roles=tuple(sorted(set(_roles(node, found)))),
        creates_roles=(found["role"],) if node == "CreateRoleStmt" else (),
        extensions=(found["extname"],) if node == "CreateExtensionStmt" else (),
    )


# ------------------------------------------------------------------ names in parse nodes


def _node(wrapped: Any) -> Node:
    """The inside of a ``{"ColumnDef": {…}}``; an empty node for nothing."""
    if not isinstance(wrapped, dict) or not wrapped:
        return {}
    inside = next(iter(wrapped.values()))
    return inside if isinstance(inside, dict) else {}


def _items(wrapped: Any) -> list[Node]:
    return [_node(w) for w in wrapped or ()]


def _options(found: Node, key: str) -> list[Node]:
    return _items(found.get(key))


def _text(wrapped: Any) -> str:
    return str(_node(wrapped).get("sval", ""))


def _texts(wrapped: Any) -> list[str]:
    """The names of a list of strings, however it is wrapped."""
    if isinstance(wrapped, dict):
        wrapped = _node(wrapped).get("items") or wrapped.get("items") or [wrapped]
    return [_text(w) for w in wrapped or () if "String" in w]


def _qualified(names: list[str], namespace: str) -> tuple[str, str]:
    return (names[-2] if len(names) > 1 else namespace, names[-1]) if names else (namespace, "")


def _in(word: str, names: list[str], namespace: str) -> Address:
    return address(word, *_qualified(names, namespace))


def _relation(found: Node | None, namespace: str, word: str = "table") -> Address:
    found = found or {}
    return address(word, found.get("schemaname", namespace), found.get("relname", ""))


def _type(found: Node, namespace: str) -> str:
    names = _texts(found.get("names"))
    if len(names) > 1 and names[0] != "pg_catalog":
        text = f"{part(names[0])}.{part(names[-1])}"
    elif names and (len(names) > 1 or names[-1] in _BUILT_IN):
        text = _TYPES.get(names[-1], names[-1])
    elif names and names[-1] in _TYPES:
        text = _TYPES[names[-1]]
    else:
        text = f"{part(namespace)}.{part(names[-1])}" if names else "?"
    return text + "[]" if found.get("arrayBounds") else text


def _routine(word: str, names: list[str], takes: Iterable[Node], namespace: str) -> Address:
    return Address(f"{_in(word, names, namespace)}({', '.join(_type(t, namespace) for t in takes)})")


def _object(kind: str, wrapped: Any, namespace: str) -> Address | None:
    """The address of an object as COMMENT, DROP and ALTER … OWNER name it."""
    found = _node(wrapped)
    if kind in _ROUTINES:
        takes = [_node(t) for t in found.get("objargs", ())]
        return _routine(_WORDS[kind], _texts(found.get("objname")), takes, namespace)
    names = _texts(wrapped) or _texts(found.get("names"))
    if kind in _INSIDE and len(names) > 1:
        return _in("table", names[:-1], namespace).child(_INSIDE[kind], names[-1])
    if kind == "OBJECT_DOMCONSTRAINT" or kind not in _WORDS or not names:
        return None
    return _in(_WORDS[kind], names, namespace) if _is_qualified(kind) else address(_WORDS[kind], names[-1])


def _is_qualified(kind: str) -> bool:
    return kind not in (
        "OBJECT_SCHEMA",
        "OBJECT_EXTENSION",
        "OBJECT_LANGUAGE",
        "OBJECT_FDW",
        "OBJECT_FOREIGN_SERVER",
        "OBJECT_PUBLICATION",
        "OBJECT_SUBSCRIPTION",
        "OBJECT_EVENT_TRIGGER",
        "OBJECT_ACCESS_METHOD",
    )


def chosen_name(first: str, second: str, label: str) -> str:
    """The name PostgreSQL gives a constraint or index that has none: ``users_email_key``, at most 63 bytes.

    It shortens the longer of the two names, byte by byte (``makeObjectName`` in the server's source).
    """
    a, b, room = first.encode(), second.encode(), 63 - len(label.encode()) - 1 - (1 if second else 0)
    while len(a) + len(b) > room:
        a, b = (a[:-1], b) if len(a) > len(b) else (a, b[:-1])
    names = [a.decode(errors="ignore"), b.decode(errors="ignore"), label]
    return "_".join(n for n in names if n)


# ------------------------------------------------------------------ what is made


def _made(node: str, found: Node, namespace: str) -> Iterator[Address]:
    match node:
        case "CreateStmt":
            yield from _table(found, namespace, "table")
        case "CreateForeignTableStmt":
            yield from _table(found["base"], namespace, "foreign_table")
        case "AlterTableStmt":
            yield from _altered(found, namespace)
        case "IndexStmt":
            yield _relation(found["relation"], namespace).child("index", _index_name(found))
        case "CreateTableAsStmt":
            word = _WORDS.get(found.get("objtype", ""), "table")
            yield _relation(_rel(found), namespace, word)
        case "ViewStmt":
            yield _relation(found["view"], namespace, "view")
        case "CreateSeqStmt" | "AlterSeqStmt":
            yield _relation(found["sequence"], namespace, "sequence")
        case "CreateSchemaStmt":
            name = found.get("schemaname") or found.get("authrole", {}).get("rolename", "")
            yield address("schema", name)
            for inner in found.get("schemaElts", ()):
                yield from _made(next(iter(inner)), _node(inner), name)
        case "CreateTrigStmt":
            yield _relation(found["relation"], namespace).child("trigger", found["trigname"])
        case "CreatePolicyStmt" | "AlterPolicyStmt":
            yield _relation(found["table"], namespace).child("policy", found["policy_name"])
        case "RuleStmt":
            yield _relation(found["relation"], namespace).child("rule", found["rulename"])
        case "CommentStmt" | "AlterOwnerStmt" | "SecLabelStmt":
            where = _object(found.get("objtype") or found.get("objectType", ""), found.get("object"), namespace)
            if where is not None:
                yield where
        case "GrantStmt":
            for wrapped in found.get("objects", ()):
                if "RangeVar" in wrapped:
                    yield _relation(_node(wrapped), namespace)
                elif (where := _object(found.get("objtype", ""), wrapped, namespace)) is not None:
                    yield where
        case _:
            yield from _made_elsewhere(node, found, namespace)


def _made_elsewhere(node: str, found: Node, namespace: str) -> Iterator[Address]:
    """Types and routines."""
    match node:
        case "CreateEnumStmt" | "AlterEnumStmt":
            yield _in("enum", _texts(found["typeName"]), namespace)
        case "CompositeTypeStmt":
            where = _relation(found["typevar"], namespace, "type")
            yield where
            yield from (where.child("attribute", c["colname"]) for c in _items(found.get("coldeflist")))
        case "CreateRangeStmt":
            yield _in("range", _texts(found["typeName"]), namespace)
        case "CreateDomainStmt":
            where = _in("domain", _texts(found["domainname"]), namespace)
            yield where
            for each in _items(found.get("constraints")):
                if each.get("contype") == "CONSTR_CHECK":
                    yield where.child("constraint", each.get("conname") or chosen_name(where.name, "", "check"))
        case "AlterDomainStmt":
            where = _in("domain", _texts(found["typeName"]), namespace)
            yield where
            if name := _node(found.get("def")).get("conname"):
                yield where.child("constraint", name)
        case "CreateFunctionStmt":
            word = "procedure" if found.get("is_procedure") else "function"
            taken = ("FUNC_PARAM_DEFAULT", "FUNC_PARAM_IN", "FUNC_PARAM_INOUT", "FUNC_PARAM_VARIADIC")
            takes = [p.get("argType", {}) for p in _items(found.get("parameters")) if p.get("mode") in taken]
            yield _routine(word, _texts(found["funcname"]), takes, namespace)
        case "AlterFunctionStmt":
            where_ = _object(found.get("objtype", "OBJECT_FUNCTION"), {"ObjectWithArgs": found["func"]}, namespace)
            if where_ is not None:
                yield where_
        case "DefineStmt":
            yield from _defined(found, namespace)
        case "CreateStatsStmt" | "AlterStatsStmt":
            if names := _texts(found.get("defnames")):
                yield _in("statistics", names, namespace)
        case _:
            yield from _made_rarely(node, found, namespace)


def _made_rarely(node: str, found: Node, namespace: str) -> Iterator[Address]:
    """What few applications have."""
    match node:
        case "CreateConversionStmt":
            yield _in("conversion", _texts(found["conversion_name"]), namespace)
        case "CreateOpClassStmt" | "CreateOpFamilyStmt" | "AlterOpFamilyStmt":
            word = "operator_class" if node == "CreateOpClassStmt" else "operator_family"
            names = _texts(found.get("opclassname") or found.get("opfamilyname"))
            yield Address(f"{_in(word, names, namespace)}({part(found['amname'])})")
        case "CreateCastStmt":
            yield Address(f"cast ({_type(found['sourcetype'], namespace)} as {_type(found['targettype'], namespace)})")
        case "CreateUserMappingStmt" | "AlterUserMappingStmt":
            yield address("server", found["servername"]).child("mapping", found["user"].get("rolename", "public"))
        case "CreatePublicationStmt" | "AlterPublicationStmt":
            where = address("publication", found["pubname"])
            yield where
            for each in _items(found.get("pubobjects")):
                if relation := each.get("pubtable", {}).get("relation"):
                    inside = _relation(relation, namespace).steps[0][1]
                    yield Address(f"{where} member {inside}")
        case _ if node in _BY_NAME:
            word, key = _BY_NAME[node]
            yield address(word, found[key])


_BY_NAME = {
    "CreateExtensionStmt": ("extension", "extname"),
    "AlterExtensionStmt": ("extension", "extname"),
    "CreateEventTrigStmt": ("event_trigger", "trigname"),
    "AlterEventTrigStmt": ("event_trigger", "trigname"),
    "CreateForeignServerStmt": ("server", "servername"),
    "AlterForeignServerStmt": ("server", "servername"),
    "CreateFdwStmt": ("foreign_data_wrapper", "fdwname"),
    "AlterFdwStmt": ("foreign_data_wrapper", "fdwname"),
    "CreateSubscriptionStmt": ("subscription", "subname"),
    "AlterSubscriptionStmt": ("subscription", "subname"),
    "CreateAmStmt": ("access_method", "amname"),
    "CreatePLangStmt": ("language", "plname"),
}


def _rel(found: Node) -> Node:
    into: Node = found.get("into", {})
    rel: Node = into.get("rel", {})
    return rel


def _defined(found: Node, namespace: str) -> Iterator[Address]:
    kind = found.get("kind", "")
    names = _texts(found.get("defnames"))
    options = {o["defname"]: _node(o.get("arg")) for o in _options(found, "definition")}
    if kind == "OBJECT_OPERATOR":
        sides = [_type(options[side], namespace) if side in options else "NONE" for side in ("leftarg", "rightarg")]
        yield Address(f"{_in('operator', names, namespace)}({', '.join(sides)})")
    elif kind == "OBJECT_AGGREGATE":
        # The arguments come as a list of parameters and the number of direct ones.
        takes = _items(_node((found.get("args") or [{}])[0]).get("items"))
        yield _routine("aggregate", names, [t.get("argType", {}) for t in takes], namespace)
    elif kind in _WORDS:
        yield _in("base_type" if kind == "OBJECT_TYPE" else _WORDS[kind], names, namespace)


def _index_name(found: Node) -> str:
    if name := found.get("idxname"):
        return str(name)
    # An expression is called "expr", or by its function's name.
    columns = [
        k.get("name") or (_texts(_node(k.get("expr")).get("funcname")) or ["expr"])[-1]
        for k in _items(found.get("indexParams"))
    ]
    return chosen_name(found["relation"]["relname"], "_".join(columns), "idx")


def _table(found: Node, namespace: str, word: str) -> Iterator[Address]:
    where = _relation(found["relation"], namespace, word)
    yield where
    for wrapped in found.get("tableElts", ()):
        inside = _node(wrapped)
        if "ColumnDef" in wrapped:
            yield from _column(where, inside)
        elif "Constraint" in wrapped:
            yield from _constraint(where, inside, ())


def _column(where: Address, found: Node) -> Iterator[Address]:
    name = found.get("colname", "")
    yield where.child("column", name)
    names = _texts(found.get("typeName", {}).get("names"))
    identity = any(c.get("contype") == "CONSTR_IDENTITY" for c in _items(found.get("constraints")))
    if identity or (names and names[-1] in ("serial", "bigserial", "smallserial", "serial4", "serial8", "serial2")):
        namespace, table = where.names[-2:]
        yield address("sequence", namespace, chosen_name(table, name, "seq"))
    for each in _items(found.get("constraints")):
        yield from _constraint(where, each, (name,))


_LABELS = {
    "CONSTR_UNIQUE": "key",
    "CONSTR_FOREIGN": "fkey",
    "CONSTR_CHECK": "check",
    "CONSTR_EXCLUSION": "excl",
}


def _constraint(where: Address, found: Node, columns: tuple[str, ...]) -> Iterator[Address]:
    kind = found.get("contype", "")
    named = found.get("conname") or found.get("indexname")
    if kind == "CONSTR_PRIMARY":
        yield where.child("constraint", named or chosen_name(where.name, "", "pkey"))
    elif kind in _LABELS:
        on = list(columns) or _texts(found.get("keys")) or _texts(found.get("fk_attrs"))
        if kind == "CONSTR_EXCLUSION":
            on = [_node(_node(pair).get("items", [{}])[0]).get("name", "expr") for pair in found.get("exclusions", ())]
        if kind == "CONSTR_CHECK" and not on:
            on = _only_column(found.get("raw_expr"))
        yield where.child("constraint", named or chosen_name(where.name, "_".join(on), _LABELS[kind]))


def _only_column(expression: Any) -> list[str]:
    """The column in the name of a table's CHECK: PostgreSQL uses it when the expression mentions only one."""
    found: set[str] = set()
    rest = [expression]
    while rest:
        each = rest.pop()
        if isinstance(each, dict):
            if "ColumnRef" in each:
                found.update(_texts(each["ColumnRef"].get("fields"))[-1:])
            rest += each.values()
        elif isinstance(each, list):
            rest += each
    return list(found) if len(found) == 1 else []


def _altered(found: Node, namespace: str) -> Iterator[Address]:
    kind = found.get("objtype", "OBJECT_TABLE")
    if kind == "OBJECT_INDEX":
        return
    where = _relation(found["relation"], namespace, _WORDS.get(kind, "table"))
    inner = "attribute" if kind == "OBJECT_TYPE" else "column"
    for command in _items(found.get("cmds")):
        subtype, inside, name = command.get("subtype", ""), _node(command.get("def")), command.get("name")
        if subtype == "AT_AddColumn" and kind != "OBJECT_TYPE":
            yield from _column(where, inside)
        elif subtype == "AT_AddColumn":
            yield where.child(inner, inside.get("colname", ""))
        elif subtype == "AT_AddConstraint":
            yield from _constraint(where, inside, ())
        elif subtype in ("AT_ValidateConstraint", "AT_AlterConstraint"):
            yield where.child("constraint", name or inside.get("conname", ""))
        elif subtype in ("AT_EnableTrig", "AT_DisableTrig", "AT_EnableAlwaysTrig", "AT_EnableReplicaTrig"):
            yield where.child("trigger", name or "")
        elif subtype in ("AT_DropColumn", "AT_DropConstraint"):
            continue
        elif name is not None and subtype not in ("AT_ClusterOn", "AT_SetTableSpace", "AT_SetAccessMethod"):
            yield where.child(inner, name)
            if subtype == "AT_AddIdentity":
                space, table = where.names[-2:]
                yield address("sequence", space, chosen_name(table, name, "seq"))
        else:
            yield where


# ------------------------------------------------------------------ what is renamed, dropped, mentioned


def _renamed(node: str, found: Node, namespace: str) -> Iterator[tuple[Address, Address]]:
    if node not in ("RenameStmt", "AlterObjectSchemaStmt"):
        return
    kind = found.get("renameType") or found.get("objectType", "")
    inside = {**_INSIDE, "OBJECT_ATTRIBUTE": "attribute"}.get(kind)
    if inside is not None:
        word = "type" if kind == "OBJECT_ATTRIBUTE" else _WORDS.get(found.get("relationType", ""), "table")
        where = _relation(found.get("relation"), namespace, "table" if word == "access_method" else word)
        yield where.child(inside, found["subname"]), where.child(inside, found["newname"])
    elif kind == "OBJECT_SCHEMA":
        yield address("schema", found["subname"]), address("schema", found["newname"])
    elif kind in _WORDS:
        for word in ("type", "enum", "domain", "range") if kind == "OBJECT_TYPE" else (_WORDS[kind],):
            yield from _moved(word, kind, found, namespace)


def _moved(word: str, kind: str, found: Node, namespace: str) -> Iterator[tuple[Address, Address]]:
    if "relation" in found:
        before = _relation(found["relation"], namespace, word)
    else:
        named = _object(kind, found.get("object"), namespace)
        if named is None:
            return
        before = Address(word + named[named.index(" ") :])
    if not _is_qualified(kind):
        yield before, address(word, found.get("newname", before.name))
        return
    space, name = before.names[:2]
    after = address(word, found.get("newschema", space), found.get("newname", name))
    signature = before[len(address(word, space, name)) :]
    yield before, Address(after + signature)


def _dropped(node: str, found: Node, namespace: str) -> Iterator[Address]:
    if node == "DropStmt":
        kind = found.get("removeType", "")
        for wrapped in found.get("objects", ()):
            if (where := _object(kind, wrapped, namespace)) is not None:
                yield where
                if kind == "OBJECT_TYPE":
                    yield from (Address(word + where[4:]) for word in ("enum", "domain", "range"))
    elif node == "AlterTableStmt":
        where = _relation(found["relation"], namespace, _WORDS.get(found.get("objtype", ""), "table"))
        for command in _items(found.get("cmds")):
            inside = {"AT_DropColumn": "column", "AT_DropConstraint": "constraint"}.get(command.get("subtype", ""))
            if inside is not None:
                yield where.child(inside, command["name"])


def _roles(node: str, found: Node) -> Iterator[str]:
    """The roles a statement names as such, wherever its node has them."""
    if node == "GrantRoleStmt":
        yield from (p["priv_name"] for p in _items(found.get("granted_roles")) if "priv_name" in p)
    if node == "VariableSetStmt" and found.get("name") in ("role", "session_authorization"):
        yield from (_node(a).get("sval", {}).get("sval", "") for a in found.get("args", ()))
    rest: list[Any] = [found]
    while rest:
        each = rest.pop()
        if isinstance(each, dict):
            if each.get("roletype") == "ROLESPEC_CSTRING" and "rolename" in each:
                yield each["rolename"]
            rest += each.values()
        elif isinstance(each, list):
            rest += each
