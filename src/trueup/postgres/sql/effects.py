"""A statement's parse node -> which addresses it makes, renames and drops. Only what the text alone can tell.

Names without a schema are taken to be in the namespace given. Where PostgreSQL would choose the name of a constraint or
index, the name it chooses first is assumed; what a DO block or a function does is not seen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from trueup.model import Address, address
from trueup.postgres.sql.made import made
from trueup.postgres.sql.node_addresses import INSIDE, WORDS, is_qualified, named_object, relation
from trueup.postgres.sql.nodes import Node, inside, items


@dataclass(frozen=True)
class Effects:
    """What a statement does to which addresses, by its text; the roles it names; the extensions it makes."""

    makes: tuple[Address, ...] = ()
    renames: tuple[tuple[Address, Address], ...] = ()
    drops: tuple[Address, ...] = ()
    roles: tuple[str, ...] = ()
    extensions: tuple[str, ...] = ()


NOTHING = Effects()

_PLAIN = frozenset(
    ["", "SelectStmt", "InsertStmt", "UpdateStmt", "DeleteStmt", "DoStmt", "TransactionStmt", "CopyStmt"]
)


def effects(node: str, tree: Callable[[], Node], namespace: str) -> Effects:
    """The effects of one parse node; nothing for a query, a DO block or what is nested too deeply to read."""
    if node in _PLAIN:
        return NOTHING
    found = tree()
    return Effects(
        makes=tuple(dict.fromkeys(made(node, found, namespace))),
        renames=tuple(_renamed(node, found, namespace)),
        drops=tuple(_dropped(node, found, namespace)),
        roles=tuple(sorted(set(_roles(node, found)))),
        extensions=(found["extname"],) if node == "CreateExtensionStmt" else (),
    )


def _renamed(node: str, found: Node, namespace: str) -> Iterator[tuple[Address, Address]]:
    if node not in ("RenameStmt", "AlterObjectSchemaStmt"):
        return
    kind = found.get("renameType") or found.get("objectType", "")
    word_inside = {**INSIDE, "OBJECT_ATTRIBUTE": "attribute"}.get(kind)
    if word_inside is not None:
        word = "type" if kind == "OBJECT_ATTRIBUTE" else WORDS.get(found.get("relationType", ""), "table")
        where = relation(found.get("relation"), namespace, "table" if word == "access_method" else word)
        yield where.child(word_inside, found["subname"]), where.child(word_inside, found["newname"])
    elif kind == "OBJECT_SCHEMA":
        yield address("schema", found["subname"]), address("schema", found["newname"])
    elif kind in WORDS:
        for word in ("type", "enum", "domain", "range") if kind == "OBJECT_TYPE" else (WORDS[kind],):
            yield from _moved(word, kind, found, namespace)


def _moved(word: str, kind: str, found: Node, namespace: str) -> Iterator[tuple[Address, Address]]:
    if "relation" in found:
        before = relation(found["relation"], namespace, word)
    else:
        named = named_object(kind, found.get("object"), namespace)
        if named is None:
            return
        before = Address(word + named[named.index(" ") :])
    if not is_qualified(kind):
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
            if (where := named_object(kind, wrapped, namespace)) is not None:
                yield where
                if kind == "OBJECT_TYPE":
                    yield from (Address(word + where[4:]) for word in ("enum", "domain", "range"))
    elif node == "AlterTableStmt":
        where = relation(found["relation"], namespace, WORDS.get(found.get("objtype", ""), "table"))
        for command in items(found.get("cmds")):
            word_inside = {"AT_DropColumn": "column", "AT_DropConstraint": "constraint"}.get(command.get("subtype", ""))
            if word_inside is not None:
                yield where.child(word_inside, command["name"])


def _roles(node: str, found: Node) -> Iterator[str]:
    """The roles a statement names as such, wherever its node has them."""
    if node == "GrantRoleStmt":
        yield from (p["priv_name"] for p in items(found.get("granted_roles")) if "priv_name" in p)
    if node == "VariableSetStmt" and found.get("name") in ("role", "session_authorization"):
        yield from (inside(a).get("sval", {}).get("sval", "") for a in found.get("args", ()))
    rest: list[Any] = [found]
    while rest:
        each = rest.pop()
        if isinstance(each, dict):
            if each.get("roletype") == "ROLESPEC_CSTRING" and "rolename" in each:
                yield each["rolename"]
            rest += each.values()
        elif isinstance(each, list):
            rest += each
