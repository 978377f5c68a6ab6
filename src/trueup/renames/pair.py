"""A possible rename with what speaks for it and against it, before it is weighed against others."""

from __future__ import annotations

import math

import msgspec

from trueup.model import Address
from trueup.renames import calibration
from trueup.renames.found import Reason, Rename, Standing

_MEASURED = ("statistics", "statistics of few values", "samples", "samples of few values")


class Pair(msgspec.Struct):
    """Evidence about two addresses. ``group`` says by which weights it is judged.

    ``features`` are numbers, mostly from 0 to 1; ``said`` their sentences. ``veto`` is why this must never be taken
    without being told. ``sure`` is true where the record itself proves it.
    """

    before: Address
    after: Address
    group: str
    features: dict[str, float] = {}
    said: dict[str, str] = {}
    veto: str | None = None
    margin: float = 0.0

    def add(self, what: str, value: float, text: str) -> None:
        """One piece of evidence; nothing when it is not there."""
        if value:
            self.features[what] = value
            self.said[what] = text

    @property
    def judged(self) -> str:
        """Which confidence holds: where data were measured, a score says more."""
        measured = f"{self.group} measured"
        told = measured in calibration.CONFIDENCE and any(what in self.features for what in _MEASURED)
        return measured if told else self.group

    @property
    def score(self) -> float:
        """The log odds of being a rename, seen alone."""
        weights = calibration.WEIGHTS[self.group]
        return weights["bias"] + sum(weights[what] * value for what, value in self.features.items())

    @property
    def confidence(self) -> float:
        """How sure the best pair of its row and column is, from its score and how far the next one is behind."""
        constant, by_score, by_margin = calibration.CONFIDENCE[self.judged]
        found = constant + by_score * self.score + by_margin * min(self.margin, calibration.FAR)
        sure = 1 / (1 + math.exp(-max(-30.0, min(30.0, found))))
        return round(min(sure, calibration.VETOED) if self.veto else sure, 4)

    def rename(self, standing: Standing) -> Rename:
        """The pair with its reasons, the weightiest first."""
        weights = calibration.WEIGHTS[self.group]
        reasons = [
            Reason(what, round(weights[what] * value, 2), self.said[what]) for what, value in self.features.items()
        ]
        reasons.sort(key=lambda one: (-abs(one.weight), one.what))
        if self.veto:
            reasons.insert(0, Reason("contradiction", 0.0, self.veto))
        return Rename(self.before, self.after, self.confidence, standing, tuple(reasons))
