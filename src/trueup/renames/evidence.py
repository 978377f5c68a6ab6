"""What speaks for one name being another's successor, of any kind: names, comments, facts, texts that mention them."""

from __future__ import annotations

from collections.abc import Callable, Collection

from trueup.model import Address, Object
from trueup.renames.measured import NEUTRAL
from trueup.renames.pair import Pair
from trueup.renames.similar import carries, contradiction, similarity
from trueup.renames.state import State, record, texts, tokens

NEARLY = 0.85
"""From here on, statistics are so alike that few strangers are."""


def names(pair: Pair, one: str, other: str) -> None:
    """How alike the two names are, and what in them contradicts."""
    alike = similarity(one, other)
    if one == other:
        return
    if alike == 1.0:
        pair.add("convention", 1.0, f"{one} and {other} are one name in two conventions")
    elif carries(one, other):
        pair.add("carries", 1.0, f"one of {one} and {other} has all words of the other")
    pair.add("name", alike, f"the names {one} and {other} are alike ({alike:.2f})")
    found = contradiction(one, other)
    if found is not None and not (pair.group == "container" and "converted" in found):
        pair.veto = pair.veto or found


def comments(pair: Pair, one: Object, other: Object) -> None:
    """A comment that stayed is rarely chance."""
    if one.comment and one.comment == other.comment:
        pair.add("comment", 1.0, "both have the same comment")
    elif one.comment and other.comment and pair.group == "column":
        pair.add("comment differs", 1.0, "the comments differ")


def known(pair: Pair, state: State, *, coarse: bool = False) -> None:
    """What other sources and histories call them, and how alike their data are.

    The data of ``coarse`` types have so few values that they are often alike by chance.
    """
    facts = state.facts
    called = {*facts.calls.get(pair.before, ()), *facts.calls.get(pair.after, ())}
    if pair.after.name in facts.calls.get(pair.before, ()) or pair.before.name in facts.calls.get(pair.after, ()):
        name = sorted(called & {pair.before.name, pair.after.name})[0]
        pair.add("called", 1.0, f"another source calls the same thing {name}")
    few = " of few values" if coarse else ""
    key = (pair.before, pair.after)
    for what, alike, neutral in (
        ("statistics", facts.statistics.get(key), NEUTRAL),
        ("samples", facts.samples.get(key), 0.5),
    ):
        if alike is not None:
            told = (alike - neutral) / (1 - neutral)
            said = f"their {what} are {'alike' if told > 0 else 'not alike'} ({alike:.2f})"
            pair.add(what + few, max(-1.0, told), said)
    nearly = (facts.statistics.get(key, 0.0) - NEARLY) / (1 - NEARLY)
    if nearly > 0 and not coarse:
        pair.add("nearly equal statistics", nearly, "they are nearly equal")


def same_data(pair: Pair) -> bool:
    """Whether the data themselves say it is one column, whatever the names say.

    Statistics do not when a unit changed: as many values, as many NULLs, of the same width.
    """
    if pair.features.get("samples", 0.0) >= 0.5:
        return True
    return pair.features.get("statistics", 0.0) >= 0.75 and "converted" not in (pair.veto or "")


def in_spite(pair: Pair) -> None:
    """Where the data are nearly equal, another place and other keys say less against a pair."""
    nearly = pair.features.get("nearly equal statistics", 0.0)
    if not pair.features.keys().isdisjoint(("elsewhere", "roles differ")):
        pair.add("statistics in spite", nearly, "that weighs more than another place or other keys")


Mentions = Callable[[str, str], int]


def mentions(state: State) -> Mentions:
    """How many altered things name the one where they named the other before."""
    changed: list[tuple[set[str], set[str]]] = []
    for alter in state.alters.values():
        was, now = tokens(texts(alter.before)), tokens(texts(alter.after))
        if was != now:
            changed.append((was - now, now - was))

    def count(one: str, other: str) -> int:
        return sum(one in gone and other in came for gone, came in changed)

    return count


def dependents(pair: Pair, count: int) -> None:
    """Views, functions and policies that changed from the one name to the other."""
    if count:
        verb = (
            "thing that mentioned the old name mentions" if count == 1 else "things that mentioned the old name mention"
        )
        pair.add("dependents", 1.0, f"{count} {verb} the new one")


def same_records(state: State, gone: Collection[Address], came: Collection[Address]) -> list[Pair]:
    """Pairs of things whose definitions are equal once all renames are made in them."""
    found: list[Pair] = []
    theirs: dict[object, list[Address]] = {}
    for after in came:
        theirs.setdefault(record(state.creates[after], {}, state.says), []).append(after)
    for before in gone:
        one = state.drops[before]
        for after in theirs.get(state.rewritten(one), ()):
            other = state.creates[after]
            if getattr(one, "takes", None) != getattr(other, "takes", None) or before.kind != after.kind:
                continue
            pair = Pair(before, after, "record", {}, {})
            pair.add("definition", 1.0, "the definitions are equal")
            moved(pair)
            names(pair, before.name, after.name)
            pair.veto = None  # what is defined alike means the same
            comments(pair, one, state.creates[after])
            known(pair, state)
            found.append(pair)
    return found


def moved(pair: Pair) -> None:
    """Whether only the namespace is another one."""
    if pair.before.name == pair.after.name and pair.before.parent is None:
        pair.add("moved", 1.0, f"{pair.before.name} has the same name in another namespace")
