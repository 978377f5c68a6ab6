"""ALTER DEFAULT PRIVILEGES: what a role's later objects will grant. Every change is a matter of GRANT and REVOKE."""

from __future__ import annotations

from trueup.model import Schema
from trueup.postgres.ddl import Steps, alter, create, drop, noun
from trueup.postgres.ddl.grants import WORDS, Privileges, parsed
from trueup.postgres.names import ident
from trueup.postgres.objects import DefaultPrivileges

_LETTERS = {
    "tables": "arwdDxtm",
    "sequences": "rwU",
    "functions": "X",
    "types": "U",
    "schemas": "UC",
    "large objects": "rw",
}
"""What a new object's owner may do with it."""
_PUBLIC = {"functions": "X", "types": "U"}
"""What everybody may."""


@noun.register
def _(obj: DefaultPrivileges) -> str:
    inside = f" IN SCHEMA {ident(obj.namespace)}" if obj.namespace is not None else ""
    return f"DEFAULT PRIVILEGES FOR ROLE {ident(obj.role)}{inside}"


@create.register
def _(obj: DefaultPrivileges, schema: Schema) -> Steps:
    return _changes(obj, _builtin(obj), parsed(obj.acl), schema.version)


@drop.register
def _(obj: DefaultPrivileges, schema: Schema) -> Steps:
    return _changes(obj, parsed(obj.acl), _builtin(obj), schema.version)


@alter.register
def _(
    before: DefaultPrivileges, after: DefaultPrivileges, fields: frozenset[str], old: Schema, new: Schema
) -> Steps | None:
    return _changes(after, parsed(before.acl), parsed(after.acl), new.version)


def _builtin(obj: DefaultPrivileges) -> Privileges:
    """What holds when nothing is said; in a namespace, nothing is added to what holds everywhere."""
    if obj.namespace is not None:
        return {}
    found: Privileges = {("@", "@"): dict.fromkeys(_LETTERS[obj.objects], False)}
    public = _PUBLIC.get(obj.objects)
    return found | {("", "@"): {public: False}} if public else found


def _changes(obj: DefaultPrivileges, have: Privileges, want: Privileges, version: int | None) -> list[str]:
    """Revokes, then grants. The grantor is always the role itself."""
    revokes, grants = [], []
    for key in sorted(have.keys() | want.keys()):
        was, now = have.get(key, {}), want.get(key, {})
        gone = [letter for letter in was if letter not in now]
        weaker = [letter for letter in was if was[letter] and now.get(letter) is False]
        plain = [letter for letter in now if not now[letter] and letter not in was]
        strong = [letter for letter in now if now[letter] and not was.get(letter)]
        revokes += _say(obj, "REVOKE", gone, f"FROM {_role(obj, key[0])}", version)
        revokes += _say(obj, "REVOKE GRANT OPTION FOR", weaker, f"FROM {_role(obj, key[0])}", version)
        grants += _say(obj, "GRANT", plain, f"TO {_role(obj, key[0])}", version)
        grants += _say(obj, "GRANT", strong, f"TO {_role(obj, key[0])} WITH GRANT OPTION", version)
    return [*revokes, *grants]


def _say(obj: DefaultPrivileges, verb: str, letters: list[str], end: str, version: int | None) -> list[str]:
    known = set(_LETTERS[obj.objects])
    if version is not None and version < 170000:
        known.discard("m")
    given = known & set(letters)
    if not given:
        return []
    words = "ALL" if given == known else ", ".join(word for letter, word in WORDS.items() if letter in given)
    return [f"ALTER {noun(obj)} {verb} {words} ON {obj.objects.upper()} {end}"]


def _role(obj: DefaultPrivileges, grantee: str) -> str:
    if grantee == "@":
        return ident(obj.role)
    return ident(grantee) if grantee else "PUBLIC"
