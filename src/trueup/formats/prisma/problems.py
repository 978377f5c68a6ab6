"""What is wrong with a schema: everything that is found, told as one error at the first place."""

from __future__ import annotations

from typing import NamedTuple

from trueup.errors import SourceError
from trueup.formats.prisma.tree import Sources


class Problem(NamedTuple):
    """A mistake at a place: what it is and what to do."""

    at: int
    message: str
    help: str | None = None


class Problems:
    """The mistakes found so far."""

    def __init__(self, sources: Sources) -> None:
        self.sources = sources
        self.found: list[Problem] = []

    def add(self, at: int, message: str, help: str | None = None) -> None:
        """Note a mistake; the same one at the same place is noted once."""
        problem = Problem(at, message, help)
        if problem not in self.found:
            self.found.append(problem)

    def settle(self) -> None:
        """Raise SourceError for the first mistake in order of files and lines, if there is one."""
        if not self.found:
            return
        first, *others = sorted(self.found)
        lines = [first.help or "Correct the schema."]
        if others:
            places = [self.sources.origin(one.at) for one in others[:4]]
            told = ", ".join(f"{place.file}:{place.line}" for place in places) + (", …" if len(others) > 4 else "")
            count = f"{len(others)} more error{'s' if len(others) > 1 else ''}"
            lines.append(f"There {'are' if len(others) > 1 else 'is'} {count} in the schema: {told}.")
        place = self.sources.origin(first.at)
        raise SourceError(first.message, where=f"{place.file}:{place.line}:{place.column}", help="\n  ".join(lines))
