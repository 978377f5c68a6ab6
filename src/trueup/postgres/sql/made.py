"""A statement's parse node -> the addresses it makes or changes.

What a DO block or a function makes is not seen. A name that PostgreSQL would choose is :mod:`chosen`'s.
"""

from __future__ import annotations

from collections.abc import Iterator

from trueup.model import Address, address, part
from trueup.postgres.sql.chosen import LABELS, chosen_name, constraint_name, index_name
from trueup.postgres.sql.node_addresses import WORDS, in_namespace, named_object, relation, routine, type_name
from trueup.postgres.sql.nodes import Node, inside, items, texts


def made(node: str, found: Node, namespace: str) -> Iterator[Address]:
    """The addresses one parse node makes or changes; nothing for a renaming, a DROP, a query or a DO block."""
    yield from _relations(node, found, namespace)
    yield from _types_and_routines(node, found, namespace)
    yield from _others(node, found, namespace)


# ------------------------------------------------------------------ relations, and what is on them


def _relations(node: str, found: Node, namespace: str) -> Iterator[Address]:
    match node:
        case "CreateStmt":
            yield from _table(found, namespace, "table")
        case "CreateForeignTableStmt":
            yield from _table(found["base"], namespace, "foreign_table")
        case "AlterTableStmt":
            yield from _altered(found, namespace)
        case "IndexStmt":
            yield relation(found["relation"], namespace).child("index", index_name(found))
        case "CreateTableAsStmt":
            word = WORDS.get(found.get("objtype", ""), "table")
            yield relation(found.get("into", {}).get("rel"), namespace, word)
        case "ViewStmt":
            yield relation(found["view"], namespace, "view")
        case "CreateSeqStmt" | "AlterSeqStmt":
            yield relation(found["sequence"], namespace, "sequence")
        case "CreateTrigStmt":
            yield relation(found["relation"], namespace).child("trigger", found["trigname"])
        case "CreatePolicyStmt" | "AlterPolicyStmt":
            yield relation(found["table"], namespace).child("policy", found["policy_name"])
        case "RuleStmt":
            yield relation(found["relation"], namespace).child("rule", found["rulename"])


def _table(found: Node, namespace: str, word: str) -> Iterator[Address]:
    where = relation(found["relation"], namespace, word)
    yield where
    for wrapped in found.get("tableElts", ()):
        if "ColumnDef" in wrapped:
            yield from _column(where, inside(wrapped))
        elif "Constraint" in wrapped:
            yield from _constraint(where, inside(wrapped), ())


def _column(where: Address, found: Node) -> Iterator[Address]:
    name = found.get("colname", "")
    yield where.child("column", name)
    names = texts(found.get("typeName", {}).get("names"))
    identity = any(c.get("contype") == "CONSTR_IDENTITY" for c in items(found.get("constraints")))
    if identity or (names and names[-1] in ("serial", "bigserial", "smallserial", "serial4", "serial8", "serial2")):
        namespace, table = where.names[-2:]
        yield address("sequence", namespace, chosen_name(table, name, "seq"))
    for each in items(found.get("constraints")):
        yield from _constraint(where, each, (name,))


def _constraint(where: Address, found: Node, columns: tuple[str, ...]) -> Iterator[Address]:
    if found.get("contype") in LABELS and found["contype"] != "CONSTR_NOTNULL":
        yield where.child("constraint", constraint_name(where.name, found, columns))


def _altered(found: Node, namespace: str) -> Iterator[Address]:
    kind = found.get("objtype", "OBJECT_TABLE")
    if kind == "OBJECT_INDEX":
        return
    where = relation(found["relation"], namespace, WORDS.get(kind, "table"))
    inner = "attribute" if kind == "OBJECT_TYPE" else "column"
    for command in items(found.get("cmds")):
        subtype, definition, name = command.get("subtype", ""), inside(command.get("def")), command.get("name")
        if subtype == "AT_AddColumn" and kind != "OBJECT_TYPE":
            yield from _column(where, definition)
        elif subtype == "AT_AddColumn":
            yield where.child(inner, definition.get("colname", ""))
        elif subtype == "AT_AddConstraint":
            yield from _constraint(where, definition, ())
        elif subtype in ("AT_ValidateConstraint", "AT_AlterConstraint"):
            yield where.child("constraint", name or definition.get("conname", ""))
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


# ------------------------------------------------------------------ types and routines


def _types_and_routines(node: str, found: Node, namespace: str) -> Iterator[Address]:
    match node:
        case "CreateEnumStmt" | "AlterEnumStmt":
            yield in_namespace("enum", texts(found["typeName"]), namespace)
        case "CompositeTypeStmt":
            where = relation(found["typevar"], namespace, "type")
            yield where
            yield from (where.child("attribute", c["colname"]) for c in items(found.get("coldeflist")))
        case "CreateRangeStmt":
            yield in_namespace("range", texts(found["typeName"]), namespace)
        case "CreateDomainStmt":
            where = in_namespace("domain", texts(found["domainname"]), namespace)
            yield where
            for each in items(found.get("constraints")):
                if each.get("contype") == "CONSTR_CHECK":
                    yield where.child("constraint", each.get("conname") or chosen_name(where.name, "", "check"))
        case "AlterDomainStmt":
            where = in_namespace("domain", texts(found["typeName"]), namespace)
            yield where
            if name := inside(found.get("def")).get("conname"):
                yield where.child("constraint", name)
        case "CreateFunctionStmt":
            word = "procedure" if found.get("is_procedure") else "function"
            taken = ("FUNC_PARAM_DEFAULT", "FUNC_PARAM_IN", "FUNC_PARAM_INOUT", "FUNC_PARAM_VARIADIC")
            takes = [p.get("argType", {}) for p in items(found.get("parameters")) if p.get("mode") in taken]
            yield routine(word, texts(found["funcname"]), takes, namespace)
        case "AlterFunctionStmt":
            kind = found.get("objtype", "OBJECT_FUNCTION")
            if (routine_ := named_object(kind, {"ObjectWithArgs": found["func"]}, namespace)) is not None:
                yield routine_
        case "DefineStmt":
            yield from _defined(found, namespace)


def _defined(found: Node, namespace: str) -> Iterator[Address]:
    kind = found.get("kind", "")
    names = texts(found.get("defnames"))
    options = {o["defname"]: inside(o.get("arg")) for o in items(found.get("definition"))}
    if kind == "OBJECT_OPERATOR":
        sides = [type_name(options[side], namespace) if side in options else "NONE" for side in ("leftarg", "rightarg")]
        yield Address(f"{in_namespace('operator', names, namespace)}({', '.join(sides)})")
    elif kind == "OBJECT_AGGREGATE":
        # The arguments come as a list of parameters and the number of direct ones.
        takes = items(inside((found.get("args") or [{}])[0]).get("items"))
        yield routine("aggregate", names, [t.get("argType", {}) for t in takes], namespace)
    elif kind in WORDS:
        yield in_namespace("base_type" if kind == "OBJECT_TYPE" else WORDS[kind], names, namespace)


# ------------------------------------------------------------------ everything else


def _others(node: str, found: Node, namespace: str) -> Iterator[Address]:
    match node:
        case "CreateSchemaStmt":
            name = found.get("schemaname") or found.get("authrole", {}).get("rolename", "")
            yield address("schema", name)
            for inner in found.get("schemaElts", ()):
                yield from made(next(iter(inner)), inside(inner), name)
        case "CommentStmt" | "AlterOwnerStmt" | "SecLabelStmt":
            where = named_object(found.get("objtype") or found.get("objectType", ""), found.get("object"), namespace)
            if where is not None:
                yield where
        case "GrantStmt":
            for wrapped in found.get("objects", ()):
                if "RangeVar" in wrapped:
                    yield relation(inside(wrapped), namespace)
                elif (where := named_object(found.get("objtype", ""), wrapped, namespace)) is not None:
                    yield where
        case "CreateStatsStmt" | "AlterStatsStmt":
            if names := texts(found.get("defnames")):
                yield in_namespace("statistics", names, namespace)
        case "CreateConversionStmt":
            yield in_namespace("conversion", texts(found["conversion_name"]), namespace)
        case "CreateOpClassStmt" | "CreateOpFamilyStmt" | "AlterOpFamilyStmt":
            word = "operator_class" if node == "CreateOpClassStmt" else "operator_family"
            names = texts(found.get("opclassname") or found.get("opfamilyname"))
            yield Address(f"{in_namespace(word, names, namespace)}({part(found['amname'])})")
        case "CreateCastStmt":
            yield Address(
                f"cast ({type_name(found['sourcetype'], namespace)} as {type_name(found['targettype'], namespace)})"
            )
        case "CreateUserMappingStmt" | "AlterUserMappingStmt":
            yield address("server", found["servername"]).child("mapping", found["user"].get("rolename", "public"))
        case "CreatePublicationStmt" | "AlterPublicationStmt":
            where = address("publication", found["pubname"])
            yield where
            for each in items(found.get("pubobjects")):
                if table := each.get("pubtable", {}).get("relation"):
                    yield Address(f"{where} member {relation(table, namespace).steps[0][1]}")
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
