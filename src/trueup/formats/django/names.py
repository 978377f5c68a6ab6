"""Names as Django and PostgreSQL make them up: digests, shortened tables, indexes, and constraints nobody named.

The rules are those of ``django.db.backends.utils``, ``django.db.backends.base.schema`` and
``django.db.models.indexes``, unchanged since Django 2.2 but for what an argument says.
"""

from __future__ import annotations

import hashlib
import re
from functools import lru_cache

from trueup.postgres.names import cut, ident, qualified

LONGEST = 63
"""Bytes PostgreSQL keeps of a name, which Django takes for characters."""
_QUOTED = re.compile(r'"(?:[^"]|"")+"(?:\."(?:[^"]|"")+")*')
_BUILT_IN = frozenset({"C", "POSIX", "default", "ucs_basic"})
EXCLUDING = frozenset({"gist", "spgist"})
"""The access methods Django has exclusion constraints for."""


def split(identifier: str) -> tuple[str, str]:
    """A table's namespace (empty when it says none) and name: projects write ``billing"."invoice``.

    >>> split('"billing"."invoice"'), split("app_invoice")
    (('billing', 'invoice'), ('', 'app_invoice'))
    """
    parts = identifier.split('"."')
    namespace, name = parts if len(parts) == 2 else ("", identifier)
    return namespace.strip('"'), name.strip('"')


@lru_cache(maxsize=4096)
def parts(said: str) -> tuple[str, ...]:
    """The names in what Django puts between quotes as it stands, unless it has them already (``quote_name``).

    >>> parts('billing"."invoice'), parts('we""ird'), parts('"a.b"')
    (('billing', 'invoice'), ('we"ird',), ('a.b',))
    """
    quoted = said if said.startswith('"') and said.endswith('"') else f'"{said}"'
    if _QUOTED.fullmatch(quoted) is None:
        return (said,)
    return tuple(part.replace('""', '"') for part in re.findall(r'"((?:[^"]|"")+)"', quoted))


def plain(said: str) -> str:
    """The last of the names."""
    return parts(said)[-1]


def collation(said: str) -> str:
    """A collation as SQL: those of every server in their own schema."""
    found = parts(said)
    return qualified("pg_catalog", said) if said in _BUILT_IN else ".".join(map(ident, found))


def digest(*texts: str, length: int) -> str:
    """The first hexadecimal digits of the MD5 of some texts."""
    found = hashlib.md5(usedforsecurity=False)
    for text in texts:
        found.update(text.encode())
    return found.hexdigest()[:length]


def shortened(identifier: str) -> str:
    """A table's name within PostgreSQL's length, its end replaced by a digest.

    >>> shortened("a" * 70)[-6:], shortened("short")
    ('aa0f5c', 'short')
    """
    namespace, name = split(identifier)
    if len(name) <= LONGEST:
        return identifier
    before = f'{namespace}"."' if namespace else ""
    return f"{before}{name[: LONGEST - 4]}{digest(name, length=4)}"


def index_name(table: str, columns: list[str], suffix: str = "") -> str:
    """The name of an index or constraint that has none of its own: table, columns, digest and suffix.

    >>> index_name("app_order", ["customer_id"])
    'app_order_customer_id_7c27c407'
    """
    _, table = split(table)
    last = digest(table, *columns, length=8) + suffix
    name = f"{table}_{'_'.join(columns)}_{last}"
    if len(name) <= LONGEST:
        return plain(name)
    if len(last) > LONGEST / 3:
        last = last[: LONGEST // 3]
    rest = (LONGEST - len(last)) // 2 - 1
    name = f"{table[:rest]}_{'_'.join(columns)[:rest]}_{last}"
    return plain(f"D{name[:-1]}" if name[0] == "_" or name[0].isdigit() else name)


def meta_index_name(table: str, columns: list[str], orders: list[str], suffix: str) -> str:
    """The name of an entry of ``Meta.indexes`` that has none; ``orders`` are ``DESC`` or empty.

    >>> meta_index_name("app_order", ["customer_id"], [""], "idx")
    'app_order_custome_0123c9_idx'
    """
    _, table = split(table)
    ordered = [f"-{column}" if order else column for column, order in zip(columns, orders, strict=True)]
    name = f"{table[:11]}_{columns[0][:7]}_{digest(table, *ordered, suffix, length=6)}_{suffix}"
    return f"D{name[1:]}" if name[0] == "_" or name[0].isdigit() else name


def chosen(table: str, column: str | None, label: str, taken: set[str]) -> str:
    """The name PostgreSQL chooses for what was made without one, not among ``taken``: ``app_order_number_key``.

    The longer of table and column gives way (``makeObjectName`` in ``commands/indexcmds.c``).
    """
    number = 0
    while True:
        name = _joined(table, column, f"{label}{number or ''}")
        if name not in taken:
            return name
        number += 1


def _joined(first: str, second: str | None, label: str) -> str:
    room = LONGEST - len(label.encode()) - 1 - (1 if second is not None else 0)
    one, two = len(first.encode()), len((second or "").encode())
    while one + two > room:
        if one > two:
            one -= 1
        else:
            two -= 1
    return "_".join([cut(first, one), *([cut(second, two)] if second is not None else []), label])
