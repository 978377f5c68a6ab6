"""A baseline: the disagreements that were known on the day it was written, which a check then leaves out.

A JSON file, one key a line, sorted, so that version control shows what was added and what was mended. A key is a code,
an address and a field: what is known stays known when its wording or a line number changes, and is news when it is
about something else.
"""

from __future__ import annotations

import json
from collections.abc import Set

from trueup.drift.explained import Disagreement, Explained
from trueup.errors import ConfigError

FORMAT = 1


def key(found: Disagreement) -> str:
    """What identifies a disagreement from run to run."""
    return " ".join([found.finding.code, str(found.row.address), *([found.row.field] if found.row.field else [])])


def write(found: Explained) -> str:
    """The text of a baseline of all that is found."""
    keys = sorted({key(one) for one in found.disagreements})
    return json.dumps({"trueup_baseline": FORMAT, "known": keys}, indent=1, ensure_ascii=False) + "\n"


def parse(text: str, file: str) -> frozenset[str]:
    """The keys of a baseline. Raises ConfigError."""
    try:
        found = json.loads(text)
        known = found["known"]
        if found["trueup_baseline"] != FORMAT or not all(isinstance(one, str) for one in known):
            raise TypeError
    except (ValueError, TypeError, KeyError, RecursionError):
        raise ConfigError("not a baseline", where=file, help="Write it anew: trueup init --baseline FILE") from None
    return frozenset(known)


def without(found: Explained, known: Set[str]) -> tuple[Explained, Set[str]]:
    """What is not known yet, and the keys of what was left out."""
    left = tuple(one for one in found.disagreements if key(one) not in known)
    there = {key(one) for one in found.disagreements}
    return Explained(drift=found.drift, disagreements=left), known & there
