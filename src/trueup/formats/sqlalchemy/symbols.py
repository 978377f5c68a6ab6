"""Values of a project's code asked as SQLAlchemy would: what is called here, which constant is meant, what is a column.

Everything that is no constant raises Unreadable with the place and a sentence; readers note it and go on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from trueup.formats.python import (
    Call,
    Choice,
    Class,
    Const,
    Dict,
    EnumMember,
    Function,
    Items,
    Member,
    Outside,
    Project,
    Subscript,
    Unknown,
    Value,
)
from trueup.model import Origin

COLUMN_MAKERS = frozenset({"Column", "mapped_column"})
_FLASK = frozenset({"flask_sqlalchemy.SQLAlchemy", "flask_sqlalchemy_lite.SQLAlchemy", "flask_appbuilder.SQLA"})
_OWN = frozenset({"Model", "metadata", "Table", "session", "engine", "Query"})
"""Attributes of Flask's ``db`` that are its own; the others are SQLAlchemy's."""
_FAMILIES = {
    "sqlalchemy": "sqlalchemy",
    "sqlmodel": "sqlmodel",
    "sqlalchemy_utils": "utils",
    "pgvector": "pgvector",
    "geoalchemy2": "geoalchemy2",
    "flask_appbuilder": "sqlalchemy",
}


_FASTAPI_USERS = Path(__file__).parent / "lent" / "fastapi_users_db_sqlalchemy.txt"
LENT = dict.fromkeys(
    (
        "fastapi_users_db_sqlalchemy",
        "fastapi_users_db_sqlalchemy.access_token",
        "fastapi_users_db_sqlalchemy.generics",
        "fastapi_users.db",
    ),
    _FASTAPI_USERS,
)
"""Libraries whose classes bring columns, and what is known of them."""


class Unreadable(Exception):
    """Something that the source does not say by itself; ``why`` is a sentence for the user."""

    def __init__(self, origin: Origin, why: str) -> None:
        super().__init__(why)
        self.origin = origin
        self.why = why


@contextmanager
def understood(origin: Origin) -> Iterator[None]:
    """What is given in a way that Python or SQLAlchemy itself would refuse is Unreadable."""
    try:
        yield
    except (LookupError, TypeError, ValueError, AttributeError, ArithmeticError) as error:
        raise Unreadable(origin, "it is not what SQLAlchemy takes there") from error


class Models(Project):
    """A project whose classes are models: a column got from a class stays one of that class."""

    def __init__(self, root: Path) -> None:
        super().__init__(root)
        self.finder.lent = dict(LENT)
        self.set_outside: list[tuple[Value, str, Value]] = []
        self.table_name: Callable[[Class], str | None] = lambda of: None

    def is_flask(self, value: Value | None) -> bool:
        """Whether a value is Flask's ``db``."""
        callee = value.callee if isinstance(value, Call) else None
        bases = self.mro(callee) if isinstance(callee, Class) else [callee]
        return any(path(base) in _FLASK for base in bases)

    def files(self) -> list[str]:
        ours = {module.file for module in self.finder.known() if module.path in LENT.values()}
        return [file for file in super().files() if file not in ours]

    def attribute(self, of: Value, name: str, origin: Origin | None = None) -> Value:
        origin = origin or of.origin
        if isinstance(of, Call) and name not in _OWN and name not in of.attributes and self.is_flask(of):
            return Outside(origin, f"sqlalchemy.{name}")
        found = super().attribute(of, name, origin)
        if not isinstance(of, Class):
            return found
        if isinstance(found, Call) and is_column(found):
            return Member(origin, of, name)
        function = declared(found)
        if function is not None:
            made = self.call(function, [of], {}, origin)
            return Member(origin, of, name) if is_column(made) else made
        if name == "__tablename__" and isinstance(found, Member):
            known = self.table_name(of)
            return Const(origin, known) if known is not None else found
        return found

    def _set(self, of: Value, name: str, value: Value) -> None:
        super()._set(of, name, value)
        if isinstance(of, Member | Outside):
            self.set_outside.append((of, name, value))


def declared(value: Value | None) -> Function | None:
    """The function under ``@declared_attr``, in any of its forms."""
    if not isinstance(value, Call) or "declared_attr" not in path(value.callee) or not value.args:
        return None
    inner = value.args[0]
    while isinstance(inner, Call) and path(inner.callee) == "builtins.classmethod" and inner.args:
        inner = inner.args[0]
    return inner if isinstance(inner, Function) else None


# ------------------------------------------------------------------ names


def path(value: Value | None) -> str:
    """The dotted path of a name from outside; empty for anything else."""
    return value.path if isinstance(value, Outside) else ""


def symbol(value: Value | None) -> tuple[str, str]:
    """The family of packages a name is from, and its last part: ``("sqlalchemy", "Column")``; empty for others."""
    if isinstance(value, Subscript):
        value = value.of
    if not isinstance(value, Outside):
        return "", ""
    family = _FAMILIES.get(value.package, "")
    if family == "sqlmodel" and value.name in _FROM_SQLALCHEMY:
        family = "sqlalchemy"
    return family, value.name


_FROM_SQLALCHEMY = frozenset(
    """
    Column ForeignKey ForeignKeyConstraint UniqueConstraint CheckConstraint PrimaryKeyConstraint Index MetaData Table
    Computed Identity Sequence String Text Integer BigInteger SmallInteger Boolean DateTime Date Time Float Numeric JSON
    ARRAY Enum LargeBinary Uuid UUID Interval Unicode UnicodeText VARCHAR TEXT INTEGER BIGINT TIMESTAMP BOOLEAN NUMERIC
    FetchedValue DefaultClause text func and_ or_ not_ null true false cast case desc asc literal literal_column
    """.split()  # noqa: SIM905 - a table of words reads better than a list of literals
)
"""What SQLModel passes on from SQLAlchemy."""


def called(value: Value | None) -> str:
    """The name of what a call calls, when it is SQLAlchemy's: ``mapped_column``; empty otherwise."""
    if not isinstance(value, Call):
        return ""
    family, name = symbol(value.callee)
    if family in ("sqlalchemy", "sqlmodel"):
        return name
    if isinstance(value.callee, Member) and value.callee.name == "Table":
        return "Table"
    if isinstance(value.callee, Class):
        return _subclassed(value.callee)
    return ""


def _subclassed(of: Class) -> str:
    """A project's own subclass of Column, Table, Index … is taken for what it is a subclass of."""
    for base in of.bases:
        family, name = symbol(base)
        if family == "sqlalchemy" and name in (*COLUMN_MAKERS, "Table", "Index", "ForeignKey", "UniqueConstraint"):
            return name
        if isinstance(base, Class) and base is not of:
            return _subclassed(base)
    return ""


def is_column(value: Value | None) -> bool:
    """Whether a value is a column being made: ``Column(…)``, ``mapped_column(…)``, ``deferred(Column(…))``."""
    name = called(value)
    if name in ("deferred", "column_property") and isinstance(value, Call) and value.args:
        return is_column(value.args[0])
    return name in COLUMN_MAKERS


def column_call(value: Value) -> Call | None:
    """The ``Column(…)`` in a value that makes a column."""
    if not isinstance(value, Call) or not is_column(value):
        return None
    return column_call(value.args[0]) if called(value) in ("deferred", "column_property") else value


# ------------------------------------------------------------------ constants


def why(value: Value) -> str:
    """A clause on why a value is not known."""
    return value.why if isinstance(value, Unknown | Choice) else "it is worked out when the code runs"


def text(value: Value, what: str) -> str:
    """A constant text. Raises Unreadable."""
    if isinstance(value, Const) and isinstance(value.value, str):
        return value.value
    if isinstance(value, EnumMember) and isinstance(value.value, Const) and isinstance(value.value.value, str):
        return value.value.value
    if isinstance(value, Call) and symbol(value.callee)[1] in ("quoted_name", "conv") and value.args:
        return text(value.args[0], what)
    raise Unreadable(value.origin, f"{what} is not a plain text: {why(value)}")


def optional_text(value: Value | None, what: str) -> str | None:
    """A constant text or None. Raises Unreadable."""
    return None if is_none(value) or value is None else text(value, what)


def flag(value: Value | None, what: str) -> bool | None:
    """A constant True, False or None; None when it is absent. Raises Unreadable."""
    if value is None:
        return None
    if isinstance(value, Const) and (value.value is None or isinstance(value.value, bool | int)):
        return None if value.value is None else bool(value.value)
    raise Unreadable(value.origin, f"{what} is not plainly True or False: {why(value)}")


def number(value: Value | None, what: str) -> int | None:
    """A constant number or None. Raises Unreadable."""
    if value is None or is_none(value):
        return None
    if isinstance(value, Const) and isinstance(value.value, int) and not isinstance(value.value, bool):
        return value.value
    raise Unreadable(value.origin, f"{what} is not a plain number: {why(value)}")


def items(value: Value, what: str) -> list[Value]:
    """The items of a list or tuple. Raises Unreadable."""
    if isinstance(value, Items) and value.unsure is None:
        return value.items
    place = value.unsure if isinstance(value, Items) and value.unsure is not None else value.origin
    raise Unreadable(place, f"{what} is not a plain list: {why(value)}")


def pairs(value: Value, what: str) -> dict[str, Value]:
    """A dictionary with texts for keys. Raises Unreadable."""
    if isinstance(value, Dict) and value.unsure is None:
        return {text(key, f"a key of {what}"): one for key, one in value.pairs}
    raise Unreadable(value.origin, f"{what} is not a plain dictionary: {why(value)}")


def is_none(value: Value | None) -> bool:
    """Whether a value is the constant None."""
    return isinstance(value, Const) and value.value is None


def complete(call: Call) -> Call:
    """A call all of whose arguments are known. Raises Unreadable."""
    if call.more is not None:
        raise Unreadable(call.origin, f"it has arguments that are not known: {why(call.more)}")
    return call


def argument(call: Call, position: int, *names: str) -> Value | None:
    """An argument by position or name."""
    for name in names:
        if name in call.kwargs:
            return call.kwargs[name]
    return call.args[position] if 0 <= position < len(call.args) else None


_SIGNATURES = {
    "ForeignKey": "column _constraint use_alter name onupdate ondelete deferrable initially link_to_name match",
    "ForeignKeyConstraint": "columns refcolumns name onupdate ondelete deferrable initially use_alter",
    "CheckConstraint": "sqltext name deferrable initially",
    "Computed": "sqltext persisted",
    "Identity": "always on_null start increment minvalue maxvalue nominvalue nomaxvalue cycle cache order",
    "Sequence": "name start increment minvalue maxvalue nominvalue nomaxvalue cycle schema cache order data_type",
}


def keyed(call: Call) -> Call:
    """A call with its arguments by the names SQLAlchemy has for them."""
    signature = _SIGNATURES.get(called(call))
    if signature is None or not call.args:
        return call
    given = dict(zip(signature.split(), call.args, strict=False))
    return Call(call.origin, call.callee, [], given | call.kwargs, call.more, call.attributes, call.doubt)


def class_chain(project: Project, of: Class) -> Iterator[Class]:
    """A class and those of its base classes that are the project's, in Python's order."""
    for base in project.mro(of):
        if isinstance(base, Class):
            yield base


def method_of(project: Project, of: Class, name: str) -> Function | None:
    """A method that a class of the project or one of its bases defines."""
    found = project.inherited(of, name)
    return found if isinstance(found, Function) else None
