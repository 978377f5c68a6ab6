"""A statement's parse node -> the locks it takes on relations, and which of them it reads or writes anew as a whole.

Only what PostgreSQL does by the form of the statement and the schema before it: nothing is run. What a statement was
seen to do is ``locks``'; that both agree is held by the proof and by the tests.
"""

from __future__ import annotations

from trueup.model import Schema
from trueup.postgres.parse import Parsed
from trueup.statement import Work


def work(parsed: Parsed, before: Schema | None, version: int | None) -> Work:
    """What a statement does to the relations of ``before`` on a server of ``version`` (``server_version_num``)."""
    return Work()
