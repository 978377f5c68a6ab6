"""What a statement does, collected piece by piece: the strongest lock of each relation, each thing once."""

from __future__ import annotations

from collections.abc import Iterable

from trueup.model import Address
from trueup.postgres.blocking.relations import Relation
from trueup.statement import MODES, Lock, Work

AS, RS, RX, SUX, S, SRX, X, AX = MODES


class Tally:
    """Collects a statement's ``Work``. Relations that the script itself made are passed over: nobody waits for them."""

    def __init__(self) -> None:
        self._locks: dict[Address, str] = {}
        self._scans: set[Address] = set()
        self._rewrites: set[Address] = set()
        self._builds: set[Address] = set()
        self.known = True

    def lock(self, mode: str, *relations: Relation | None) -> None:
        """A lock on each of the relations."""
        for one in relations:
            if one is not None and not one.is_new and stronger(mode, self._locks.get(one.address)):
                self._locks[one.address] = mode

    def scan(self, *relations: Relation) -> None:
        """Each is read whole; what has no rows of its own is not."""
        self._scans.update(_stored(relations))

    def build(self, *relations: Relation) -> None:
        """An index is built on each."""
        self._builds.update(_stored(relations))

    def rewrite(self, *relations: Relation) -> None:
        """Each is read whole and written anew, and so are its indexes."""
        stored = [one for one in relations if one.has_rows_of_its_own and not one.is_new]
        self._rewrites.update(one.address for one in stored)
        self.scan(*stored)
        self.build(*(one for one in stored if one.has_index))

    def new_files(self, *relations: Relation) -> None:
        """Each gets new files, without being read."""
        self._rewrites.update(_stored(relations))

    def unknown(self) -> None:
        """It may do more than is said here."""
        self.known = False

    @property
    def work(self) -> Work:
        """What was collected, sorted."""
        return Work(
            locks=tuple(Lock(where, mode) for where, mode in sorted(self._locks.items())),
            scans=tuple(sorted(self._scans)),
            rewrites=tuple(sorted(self._rewrites)),
            builds=tuple(sorted(self._builds)),
            known=self.known,
        )


def stronger(mode: str, than: str | None) -> bool:
    """Whether a lock mode is stronger than another, or than none."""
    return than is None or MODES.index(mode) > MODES.index(than)


def strongest(modes: Iterable[str]) -> str:
    """The strongest of some modes."""
    return max(modes, key=MODES.index)


def _stored(relations: Iterable[Relation]) -> list[Address]:
    return [one.address for one in relations if one.has_rows_of_its_own and not one.is_new]
