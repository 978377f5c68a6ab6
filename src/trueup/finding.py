"""A finding: something a reader should know, with a code, a severity, an address and what to do about it."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from trueup.model import Address, Origin


class Severity(StrEnum):
    """How much it matters, from nothing to worry about to nothing must go out with it."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"
    CRITICAL = "critical"

    @property
    def rank(self) -> int:
        """For comparing: the greater, the worse."""
        return tuple(Severity).index(self)


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """What a check or a planner found. ``key`` identifies it from run to run."""

    code: str
    severity: Severity
    message: str
    address: Address | None = None
    help: str | None = None
    origin: Origin | None = None

    @property
    def key(self) -> str:
        return f"{self.code} {self.address}" if self.address else self.code
