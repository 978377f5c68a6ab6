"""What stands beside the drift in a report: a shape only, which ``trueup.beside`` fills."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from trueup.drift.agreed import NOTHING as NO_AGREEMENT
from trueup.drift.agreed import Agreed
from trueup.finding import Finding
from trueup.model import Address

if TYPE_CHECKING:
    from trueup.beside.usage import Use
    from trueup.histories.applied import Progress


class Beside(NamedTuple):
    """``remarks`` are about what no place disagrees about, ``backfills`` what must be answered before a migration runs.

    ``uses`` have by table the files that speak of what is missing, ``sizes`` by place how much there is of what,
    ``progress`` by database how far it is with the migrations.
    """

    remarks: Sequence[Finding] = ()
    backfills: Sequence[Finding] = ()
    uses: Mapping[Address, Sequence[Use]] = {}
    sizes: Mapping[str, Mapping[str, int]] = {}
    agreed: Agreed = NO_AGREEMENT
    progress: Mapping[str, Progress] = {}


NOTHING = Beside()
