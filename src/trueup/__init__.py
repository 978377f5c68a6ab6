"""trueup reads every place a PostgreSQL schema is written down and says where they disagree.

The public API, and nothing else is public: seven functions, whose arguments are a URL, a path, an alias from
``trueup.toml`` or a Schema already read, and the types they give back.

    >>> import trueup
    >>> changes = trueup.diff("postgresql://localhost/app", "migrations")   # doctest: +SKIP
    >>> print(trueup.plan("postgresql://localhost/app", "migrations").sql)  # doctest: +SKIP
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from trueup.api import apply as apply
    from trueup.api import diff as diff
    from trueup.api import fingerprint as fingerprint
    from trueup.api import plan as plan
    from trueup.api import prove as prove
    from trueup.api import read as read
    from trueup.api import undo as undo
    from trueup.applying import Outcome as Outcome
    from trueup.diff import Alter as Alter
    from trueup.diff import Change as Change
    from trueup.diff import Create as Create
    from trueup.diff import Drop as Drop
    from trueup.errors import ApplyFailed as ApplyFailed
    from trueup.errors import ConfigError as ConfigError
    from trueup.errors import ConnectionFailed as ConnectionFailed
    from trueup.errors import PlanFailed as PlanFailed
    from trueup.errors import Refused as Refused
    from trueup.errors import ReplayFailed as ReplayFailed
    from trueup.errors import ShadowFailed as ShadowFailed
    from trueup.errors import SnapshotInvalid as SnapshotInvalid
    from trueup.errors import SourceError as SourceError
    from trueup.errors import TrueupError as TrueupError
    from trueup.finding import Finding as Finding
    from trueup.finding import Severity as Severity
    from trueup.model import Address as Address
    from trueup.model import Note as Note
    from trueup.model import Object as Object
    from trueup.model import Origin as Origin
    from trueup.model import Schema as Schema
    from trueup.model import Scope as Scope
    from trueup.postgres.fingerprint import Fingerprint as Fingerprint
    from trueup.postgres.proof import Proof as Proof
    from trueup.statement import Plan as Plan
    from trueup.statement import Statement as Statement

__version__ = "0.1.0"

_HOME = {
    "trueup.api": ("apply", "diff", "fingerprint", "plan", "prove", "read", "undo"),
    "trueup.applying": ("Outcome",),
    "trueup.diff": ("Alter", "Change", "Create", "Drop"),
    "trueup.errors": (
        "ApplyFailed",
        "ConfigError",
        "ConnectionFailed",
        "PlanFailed",
        "Refused",
        "ReplayFailed",
        "ShadowFailed",
        "SnapshotInvalid",
        "SourceError",
        "TrueupError",
    ),
    "trueup.finding": ("Finding", "Severity"),
    "trueup.model": ("Address", "Note", "Object", "Origin", "Schema", "Scope"),
    "trueup.statement": ("Plan", "Statement"),
    "trueup.postgres.fingerprint": ("Fingerprint",),
    "trueup.postgres.proof": ("Proof",),
}
_HOME_OF = {name: module for module, names in _HOME.items() for name in names}

__all__ = sorted(_HOME_OF)  # noqa: PLE0605 - a list of the names above


def __getattr__(name: str) -> Any:
    if name not in _HOME_OF:
        raise AttributeError(f"module 'trueup' has no attribute {name!r}")
    found = getattr(import_module(_HOME_OF[name]), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return [*__all__, "__version__"]


class _Package(ModuleType):
    """Importing the modules ``trueup.diff`` and ``trueup.plan`` must not hide the functions of the same name."""

    def __setattr__(self, name: str, value: object) -> None:
        if not (isinstance(value, ModuleType) and name in _HOME_OF):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package
