"""The database that a plan is carried out in: what was ordered for it, and its answers. What they mean is for others.

The target is held against a second run as long as it is asked; a connection that breaks is made again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec

from trueup.errors import ConfigError, Refused
from trueup.formats.live import Live
from trueup.model import Address, Scope
from trueup.planning import Wish
from trueup.postgres.apply import Limits
from trueup.postgres.apply.hold import Held
from trueup.project import named

if TYPE_CHECKING:
    from trueup.project.config import Config

T = TypeVar("T")


class Order(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked for. ``goal`` or the file ``plan`` says what to apply; without either an interrupted run goes on.

    ``allow`` are hazards by name, ``yes`` is for protected databases, ``abandon`` gives an interrupted run up,
    ``rehearse`` changes nothing.
    """

    target: str
    goal: str | None = None
    plan: str | None = None
    allow: tuple[str, ...] = ()
    yes: bool = False
    abandon: bool = False
    rehearse: bool = False
    gentle: bool = True
    scope: Scope | None = None
    renames: Mapping[Address, Address] = {}
    drops: frozenset[Address] = frozenset()
    shadow_url: str | None = None
    audit: str | None = None
    limits: Limits = Limits()


class Target:
    """A database that is held, and what is wanted of it."""

    def __init__(self, order: Order, config: Config, source: Live, held: Held) -> None:
        self.order = order
        self.config = config
        self.source = source
        self.held = held
        self.label = source.label

    def ask(self, question: Callable[..., T], *given: Any) -> T:
        """An answer of the target, whose connection may break. Raises Refused when it must not be asked."""
        with clearly(self.label):
            return self.held.insist(lambda conn: question(conn, *given), self.order.limits.reconnect)

    def wish(self) -> Wish:
        """How plans are wanted here."""
        from trueup.checks import chosen

        return Wish(gentle=self.order.gentle, severities=chosen(self.config.severity))

    def fingerprint(self) -> str:
        from trueup.postgres.fingerprint import fingerprint

        return self.ask(fingerprint).digest


@contextmanager
def held(order: Order, config: Config) -> Iterator[Target]:
    """The target of an order, held against others. Raises ConfigError, ConnectionFailed, Refused."""
    source = database(order.target, config)
    connection = Held(source.url)
    try:
        yield Target(order, config, source, connection)
    finally:
        connection.close()


def database(target: str, config: Config) -> Live:
    """The database that is named so. Raises ConfigError."""
    source = named(target, config)
    if not isinstance(source, Live):
        raise ConfigError(
            f"{source.label} is no database", where=target, help="name an environment of trueup.toml or a URL"
        )
    return source


@contextmanager
def clearly(label: str) -> Iterator[None]:
    """What the server says about the journal, as a refusal: most often that the role may not."""
    import psycopg

    try:
        yield
    except psycopg.Error as problem:
        said = (problem.diag.message_primary or str(problem).strip()).splitlines()[0]
        raise Refused(
            f"the journal cannot be read or written: {said}",
            where=label,
            help="its tables are in the namespace trueup; their owner can GRANT ALL on them, and on a standby nothing"
            " can be applied",
        ) from None
