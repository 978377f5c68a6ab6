"""Models as Django has them in mind, whether models.py or migrations say so: apps, fields, options; none resolved.

What they come to in PostgreSQL is ``tables``' affair; where they are written is ``models``' and ``migrations``'.
"""

from __future__ import annotations

import datetime
import decimal
import uuid
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from trueup.formats.python import Call, Choice, Const, Dict, EnumMember, Items, Member, Outside, Unknown, Value
from trueup.model import Origin

ALIASES: Mapping[str, str] = {"django.contrib.gis.db.models": "django.db.models"}
_LAZY = frozenset({"gettext", "gettext_lazy", "ugettext", "ugettext_lazy", "pgettext_lazy", "gettext_noop", "_"})
_MADE: Mapping[str, Callable[..., object]] = {
    "decimal.Decimal": decimal.Decimal,
    "datetime.date": datetime.date,
    "datetime.datetime": datetime.datetime,
    "datetime.time": datetime.time,
    "datetime.timedelta": datetime.timedelta,
    "uuid.UUID": uuid.UUID,
    "builtins.str": str,
    "builtins.int": int,
    "builtins.float": float,
    "builtins.bool": bool,
}
_CHOICES = frozenset({"Choices", "TextChoices", "IntegerChoices"})


class Unclear(Exception):
    """Something that cannot be told without running the code; ``why`` is a sentence for the user."""

    def __init__(self, why: str, origin: Origin) -> None:
        super().__init__(why)
        self.why = why
        self.origin = origin


@contextmanager
def understood(origin: Origin) -> Iterator[None]:
    """What is given in a way that Python or Django itself would refuse is Unclear."""
    try:
        yield
    except (LookupError, TypeError, ValueError, AttributeError, ArithmeticError) as error:
        raise Unclear("it is not what Django takes there", origin) from error


Key = tuple[str, str]
"""A model: its app's label and its own name in lower case."""


@dataclass(slots=True)
class Field:
    """A field of a model: Django's class for it, and what it was given, by name.

    ``kind`` is a name of ``types.KINDS`` or ``types.OTHERS``; ``unclear`` says why it is none. ``type`` is the
    column's type where a class of the project says it itself. ``doubt`` is where a condition stands that is not known.
    """

    name: str
    kind: str
    options: dict[str, Value]
    origin: Origin
    type: str | None = None
    unclear: str | None = None
    doubt: Origin | None = None


@dataclass(slots=True)
class Model:
    """A model that is not abstract. ``parents`` are the models it is a part of, each with the field that says so.

    ``unclear`` are reasons why it may have more than is known. ``foreign`` models are no part of the project: their
    tables are mentioned, not declared. ``auto_created`` ones stand between the two sides of a many-to-many field.
    """

    app: str
    name: str
    origin: Origin
    fields: dict[str, Field] = field(default_factory=dict)
    options: dict[str, Value] = field(default_factory=dict)
    parents: list[tuple[Key, str]] = field(default_factory=list)
    proxy: bool = False
    foreign: bool = False
    auto_created: bool = False
    unclear: list[tuple[Origin, str]] = field(default_factory=list)

    @property
    def key(self) -> Key:
        return self.app, self.name.lower()


Settings = Callable[[str], Value | None]
"""The value of a setting by its name, None for one that the settings do not have."""


def path_of(value: Value) -> str | None:
    """The dotted path of something from outside the project, also of an attribute of it."""
    if isinstance(value, Outside):
        path = value.path
    elif isinstance(value, Member) and (above := path_of(value.of)) is not None:
        path = f"{above}.{value.name}"
    else:
        return None
    for alias, real in ALIASES.items():
        name = path.rpartition(".")
        if name[0] == alias and not name[2].endswith(("Field", "Extent")):
            return f"{real}.{name[2]}"
    return path


def is_django(value: Call, name: str) -> bool:
    """Whether a call is of Django's class or function of that name."""
    path = path_of(value.callee) or ""
    return path.startswith("django") and path.rpartition(".")[2] == name


def setting_name(value: Value) -> str | None:
    """The setting that ``settings.NAME`` means, or ``getattr(settings, "NAME", …)``."""
    path = path_of(value)
    if path is not None and path.startswith("django.conf.settings."):
        return path.rpartition(".")[2]
    if isinstance(value, Call) and path_of(value.callee) == "builtins.getattr" and len(value.args) > 1:
        name = value.args[1]
        if path_of(value.args[0]) == "django.conf.settings" and isinstance(name, Const) and isinstance(name.value, str):
            return name.value
    return None


class Plain:
    """Turns values into Python's own; settings are looked up. Raises Unclear for what is not known."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings

    def __call__(self, value: Value) -> Any:
        match value:
            case Const():
                return value.value
            case Items(unsure=None):
                found = [self(item) for item in value.items]
                return tuple(found) if value.kind == "tuple" else found
            case Dict(unsure=None):
                return {_hashable(self(key)): self(item) for key, item in value.pairs}
            case EnumMember():
                return self._member(value)
            case Call():
                return self._call(value)
        name = setting_name(value)
        said = self.settings(name) if name is not None else None
        if said is not None:
            return self(said)
        raise Unclear(why(value), value.origin)

    def _member(self, value: EnumMember) -> Any:
        found = self(value.value)
        return found[0] if isinstance(found, tuple) and len(found) > 1 and is_choices(value) else found

    def _call(self, value: Call) -> Any:
        path = path_of(value.callee) or ""
        if path.startswith("django") and path.rpartition(".")[2] in _LAZY and value.args:
            return self(value.args[-1])
        name = setting_name(value)
        if name is not None:
            found = self.settings(name)
            if found is not None:
                return self(found)
            if len(value.args) > 2:
                return self(value.args[2])
        if path in _MADE and value.more is None:
            try:
                return _MADE[path](
                    *(self(one) for one in value.args), **{n: self(one) for n, one in value.kwargs.items()}
                )
            except (ValueError, TypeError, ArithmeticError):
                pass
        raise Unclear(why(value), value.origin)


def _hashable(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def is_choices(value: EnumMember) -> bool:
    """Whether a member is of one of Django's enumerations, whose values carry a label."""
    return any((path_of(base) or "").rpartition(".")[2] in _CHOICES for base in value.of.bases)


def why(value: Value) -> str:
    """Why a value is not known, as a clause."""
    match value:
        case Unknown() | Choice():
            return value.why
        case Call():
            return f"it is what {_called(value.callee)}(…) returns"
        case Items() | Dict():
            return "it is changed under a condition that is not known"
    return f"it is {_called(value)}, which is not known without running the code"


def _called(value: Value) -> str:
    path = path_of(value)
    return path or str(getattr(value, "name", "")) or type(value).__name__.lower()
