"""GRANT and REVOKE for every kind: from the privileges an object has to those it should have."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from trueup.model import Address, Object, Schema
from trueup.postgres import objects as kinds
from trueup.postgres.ddl import noun
from trueup.postgres.names import ident, qualified
from trueup.statement import Statement

Privileges = dict[tuple[str, str], dict[str, bool]]
"""For each grantee and grantor: letter -> with grant option."""

WORDS = {
    "r": "SELECT",
    "a": "INSERT",
    "w": "UPDATE",
    "d": "DELETE",
    "D": "TRUNCATE",
    "x": "REFERENCES",
    "t": "TRIGGER",
    "m": "MAINTAIN",
    "X": "EXECUTE",
    "U": "USAGE",
    "C": "CREATE",
}
_OWNER = ("@", "@")
_PUBLIC = ("", "@")
_TABLES = (kinds.Table, kinds.ForeignTable, kinds.View, kinds.MaterializedView)
_ROUTINES = (kinds.Routine, kinds.Aggregate)
_TYPES = (kinds.Enum, kinds.Domain, kinds.Composite, kinds.Range)
_ENTRY = re.compile(r'((?:"(?:[^"]|"")*"|[^="])*)=([A-Za-z*]*)/(.*)\Z', re.S)


def changes(obj: Object, have: Privileges, want: Privileges, schema: Schema) -> list[Statement]:
    """The statements that turn the privileges an object of a schema has into those it should have."""
    keys = sorted(have.keys() | want.keys(), key=lambda key: (key[1] != "@", key))
    revokes: list[str] = []
    grants: list[str] = []
    for key in keys:
        role = _role(obj, key[0], schema)
        pair = _known(have.get(key, {}), schema.version), _known(want.get(key, {}), schema.version)
        revokes[:0] = _as_grantor(key[1], _revoke(obj, role, *pair, schema.version))
        grants += _as_grantor(key[1], _grant(obj, role, *pair, schema.version))
    where, parent = obj.address, obj.address.parent
    # A privilege revoked from a table is revoked from its columns too: theirs are granted after that.
    needs = frozenset({where} if parent is None else {where, revoked_from(parent)})
    makes = frozenset({revoked_from(where)})
    return [
        *(Statement(sql=sql, address=where, needs=needs, makes=makes) for sql in revokes),
        *(Statement(sql=sql, address=where, needs=needs) for sql in grants),
    ]


def _known(letters: dict[str, bool], version: int | None) -> dict[str, bool]:
    """The privileges a server knows: MAINTAIN came with PostgreSQL 17."""
    return letters if version is None or version >= 170000 else {x: letters[x] for x in letters if x != "m"}


def revoked_from(where: Address) -> Address:
    """The fact that all privileges are revoked that an object is to lose."""
    return Address(f"{where} privileges revoked")


def granted(obj: Object) -> Privileges:
    """The privileges on an object: the built-in ones with its own list laid over them."""
    return _builtin(obj) | parsed(getattr(obj, "acl", ()))


def kept(before: Object, after: Object, old: Schema, new: Schema) -> Privileges:
    """The privileges an object has when its owner is the new one and what its table loses is revoked."""
    owner = getattr(after, "owner", None)
    have = granted(before)
    if owner is not None and owner != getattr(before, "owner", None):
        have = inherited(have, owner)
    was, now = (s.get(o.container) if isinstance(o, kinds.Column) else None for o, s in ((before, old), (after, new)))
    if was is None or now is None:
        return have
    left = granted(now)
    for key, letters in granted(was).items():
        lost = letters.keys() - left.get(key, {}).keys()
        have[key] = {letter: option for letter, option in have.get(key, {}).items() if letter not in lost}
    return have


def inherited(have: Privileges, owner: str) -> Privileges:
    """Privileges after a change of owner: the new one has the old one's and keeps its own."""
    found: Privileges = {}
    for (grantee, grantor), letters in have.items():
        key = tuple("@" if role == owner else role for role in (grantee, grantor))
        merged = found.setdefault((key[0], key[1]), {})
        for letter, option in letters.items():
            merged[letter] = merged.get(letter, False) or option
    return found


def at_birth(obj: Object, role: str | None, schema: Schema) -> Privileges:
    """The privileges a new object starts with when ``role`` makes it, by the default privileges of a schema."""
    word = _default_word(obj)
    if word is None or role is None:
        return _builtin(obj)
    everywhere = _defaults(schema, role, None, word)
    start = parsed(everywhere.acl) if everywhere is not None else _builtin(obj)
    namespace = getattr(obj, "namespace", None)
    there = _defaults(schema, role, namespace, word) if namespace is not None else None
    if there is None:
        return start
    for key, letters in parsed(there.acl).items():
        start[key] = start.get(key, {}) | letters
    return start


def _defaults(schema: Schema, role: str, namespace: str | None, word: str) -> kinds.DefaultPrivileges | None:
    # The word comes from the callers' table of plurals, which a Literal does not follow.
    probe = kinds.DefaultPrivileges(role=role, namespace=namespace, objects=word)  # type: ignore[arg-type]
    found = schema.get(probe.address)
    return found if isinstance(found, kinds.DefaultPrivileges) else None


def _default_word(obj: Object) -> str | None:
    if isinstance(obj, _TABLES):
        return "tables"
    if isinstance(obj, kinds.Sequence):
        return "sequences"
    if isinstance(obj, _ROUTINES):
        return "functions"
    if isinstance(obj, _TYPES):
        return "types"
    return "schemas" if isinstance(obj, kinds.Namespace) else None


def _builtin(obj: Object) -> Privileges:
    """What PostgreSQL grants on a new object when nothing else is said (acldefault); the version's ``m`` included."""
    letters = _all_letters(obj)
    public = "X" if isinstance(obj, _ROUTINES) else "U" if isinstance(obj, (*_TYPES, kinds.Language)) else ""
    found: Privileges = {_OWNER: dict.fromkeys(letters, False)} if letters else {}
    return found | ({_PUBLIC: {public: False}} if public else {})


def _all_letters(obj: Object) -> str:
    if isinstance(obj, _TABLES):
        return "arwdDxtm"
    if isinstance(obj, kinds.Sequence):
        return "rwU"
    if isinstance(obj, _ROUTINES):
        return "X"
    if isinstance(obj, kinds.Namespace):
        return "UC"
    return "U" if isinstance(obj, (*_TYPES, kinds.Language, kinds.ForeignDataWrapper, kinds.Server)) else ""


def parsed(acl: Iterable[str]) -> Privileges:
    found: Privileges = {}
    for entry in acl:
        match = _ENTRY.match(entry)
        if match is None:
            raise ValueError(f"not an access privilege: {entry}")
        grantee, letters, grantor = match.groups()
        found[_unquoted(grantee), _unquoted(grantor)] = {
            letter: letters[i + 1 : i + 2] == "*" for i, letter in enumerate(letters) if letter != "*"
        }
    return found


def _unquoted(role: str) -> str:
    return role[1:-1].replace('""', '"') if role.startswith('"') else role


def _revoke(
    obj: Object, role: str, have: Mapping[str, bool], want: Mapping[str, bool], version: int | None
) -> list[str]:
    gone = [letter for letter in have if letter not in want]
    weaker = [letter for letter in have if have[letter] and want.get(letter) is False]
    texts = []
    if gone:
        texts.append(f"REVOKE {_list(obj, gone, version)} ON {_target(obj)} FROM {role}")
    if weaker:
        texts.append(f"REVOKE GRANT OPTION FOR {_list(obj, weaker, version)} ON {_target(obj)} FROM {role}")
    return texts


def _grant(
    obj: Object, role: str, have: Mapping[str, bool], want: Mapping[str, bool], version: int | None
) -> list[str]:
    texts = []
    for option, suffix in ((False, ""), (True, " WITH GRANT OPTION")):
        letters = [x for x in want if want[x] == option and (x not in have or (option and not have[x]))]
        if letters:
            texts.append(f"GRANT {_list(obj, letters, version)} ON {_target(obj)} TO {role}{suffix}")
    return texts


def _as_grantor(grantor: str, texts: list[str]) -> list[str]:
    """Privileges somebody else granted are granted and revoked in that role (GRANTED BY takes only oneself)."""
    if grantor == "@" or not texts:
        return texts
    return [f"SET ROLE {ident(grantor)}", *texts, "RESET ROLE"]


def _role(obj: Object, grantee: str, schema: Schema) -> str:
    if grantee == "@":
        owned = schema.get(obj.container) if isinstance(obj, kinds.OnRelation) else obj
        owner = getattr(owned, "owner", None)
        return ident(owner) if owner is not None else "CURRENT_USER"
    return ident(grantee) if grantee else "PUBLIC"


def _list(obj: Object, letters: Iterable[str], version: int | None) -> str:
    given = set(letters)
    columns = f" ({ident(obj.name)})" if isinstance(obj, kinds.Column) else ""
    everything = _known(dict.fromkeys(_all_letters(obj), False), version).keys()
    if everything and len(everything) > 1 and given >= everything:
        return "ALL"
    return ", ".join(f"{word}{columns}" for letter, word in WORDS.items() if letter in given)


def _target(obj: Object) -> str:
    """The object as GRANT names it, which is not always as COMMENT ON does."""
    if isinstance(obj, kinds.Column):
        return f"TABLE {qualified(obj.namespace, obj.relation)}"
    if isinstance(obj, _TABLES):
        return f"TABLE {qualified(obj.namespace, obj.name)}"
    if isinstance(obj, kinds.Aggregate):
        # GRANT takes the types as one list: no star, no ORDER BY.
        return f"FUNCTION {noun(obj).partition(' ')[2].replace('(*)', '()')}"
    if isinstance(obj, _TYPES):
        return f"TYPE {qualified(obj.namespace, obj.name)}"
    return f"FOREIGN {noun(obj)}" if isinstance(obj, kinds.Server) else noun(obj)
