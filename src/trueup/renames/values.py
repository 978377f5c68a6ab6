"""Evidence about two values of one enum: their place among the others, and their names."""

from __future__ import annotations

from collections.abc import Sequence

from trueup.model import Address
from trueup.renames import evidence
from trueup.renames.pair import Pair
from trueup.renames.state import State


class Values:
    """The values of an enum that is on both sides, in their order."""

    def __init__(self, state: State, container: Address, old: Sequence[str], new: Sequence[str]) -> None:
        self.state, self.old, self.new = state, old, new
        self.before, self.after = container, state.now(container)
        same = [label for label in old if label in new]
        self.ordered = same == [label for label in new if label in old]
        self.mentions = evidence.mentions(state)
        self.kept = len(same)
        said = {a.name: b.name for a, b in state.accepted.items() if a.kind == "value" and a.parent == container}
        self.gone = [self._at(self.before, x) for x in old if x not in new and x not in said]
        self.came = [self._at(self.after, x) for x in new if x not in old and x not in said.values()]

    def _at(self, container: Address, label: str) -> Address:
        return container.child("value", label)

    def pair(self, before: Address, after: Address) -> Pair:
        """The evidence about a value that went and one that came."""
        pair = Pair(before, after, "value", {}, {})
        evidence.names(pair, before.name, after.name)
        here, there = self._around(self.old, before.name), self._around(self.new, after.name)
        if self.ordered and here == there and (self.kept or len(self.old) == len(self.new) == 1):
            pair.add("place", 1.0, "both stand at the same place among the other values")
            gone = [each for each in self.gone if self._around(self.old, each.name) == here]
            came = [each for each in self.came if self._around(self.new, each.name) == here]
            if len(gone) == len(came) and gone.index(before) == came.index(after):
                pair.add("only in place", 1.0, "nothing else could stand for it there")
        evidence.dependents(pair, self.mentions(before.name, after.name))
        evidence.known(pair, self.state)
        if len(self.gone) == len(self.came) == 1:
            pair.add("alone", 1.0, "no other value went or came")
        size = self.kept + min(len(self.gone), len(self.came))
        pair.add("churn", min(1.0, max(len(self.gone), len(self.came)) / max(1, size)), "many of the values changed")
        return pair

    def _around(self, labels: Sequence[str], one: str) -> tuple[str | None, str | None]:
        """The nearest values before and after it that both sides have."""
        both = set(self.old) & set(self.new)
        at = labels.index(one)
        left = next((x for x in reversed(labels[:at]) if x in both), None)
        return left, next((x for x in labels[at + 1 :] if x in both), None)
