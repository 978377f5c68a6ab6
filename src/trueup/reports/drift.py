"""The report of a check for people: the verdict, the places, then table by table who says what, and what to do.

Lines of styled spans, as in ``console``. What is the same in several places is told once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from trueup.comparison import Comparison, Verdict
from trueup.decisions import Settled
from trueup.drift import ABSENT
from trueup.drift.explained import UNKNOWN, Disagreement
from trueup.finding import Severity
from trueup.model import Address, Object
from trueup.naming import NOTHING, Naming, the
from trueup.reports.console import BY_ITSELF, SEVERITY, Line, Span, cosmetics, described, lines, notes
from trueup.reports.described import declared, ended, evidence, field_text, short, sure, words
from trueup.reports.matrix import Group, groups
from trueup.reports.matrix import Line as Told
from trueup.reports.names import opened
from trueup.reports.outcome import Standing, causes, standings, ways
from trueup.reports.records import is_long
from trueup.reports.text import safe
from trueup.wording import few, listed, plural

if TYPE_CHECKING:
    from trueup.renames import Rename

_MANY = 6
"""How many causes, ways out and candidates are told; the Markdown report has all."""


def drift(found: Verdict, told: Settled, naming: Naming = NOTHING) -> Iterator[Line]:
    """Whether every place is what the truth says."""
    made = groups(told.open)
    yield _verdict(found, told, made)
    yield from _looked_at(found, told, made)
    yield from _decided(told)
    yield from opened(naming)
    seen = _Seen(told)
    for group in made:
        yield from _table(group, seen)
    yield from _renames(found, told)
    yield from _unapplied(found)
    yield from _why(told)
    yield from _what_to_do(told)
    yield from cosmetics(list(dict.fromkeys(finding for one in found.comparisons for finding in one.cosmetic)))
    yield from notes(list(dict.fromkeys(note for one in found.comparisons for note in one.notes)))


# ------------------------------------------------------------------ summary


def _verdict(found: Verdict, told: Settled, made: Sequence[Group]) -> Line:
    if told.open.disagreements:
        objects = plural(len(made), "table" if {group.address.kind for group in made} == {"table"} else "object")
        number = plural(len(told.open.disagreements), "disagreement")
        return ("Drift.", "bad"), (f" {number} in {objects}: ", ""), *_graded(told.open.counts), (".", "")
    if not found.equal:
        return ("Accepted.", "good"), (" All that differs is known or accepted.", "")
    if found.comparisons:
        return ("True.", "good"), (f" {_all_true(found)}", "")
    return ("Unknown.", "warn"), (" Nothing could be looked at.", "")


def _graded(counts: Mapping[Severity, int]) -> Iterator[Span]:
    """``1 critical, 2 errors``."""
    for at, (severity, count) in enumerate(counts.items()):
        word = str(severity) if severity in (Severity.CRITICAL, Severity.INFO) else f"{severity}{'s' * (count > 1)}"
        yield (f"{', ' if at else ''}{count} {word}", SEVERITY[severity])


def _all_true(found: Verdict) -> str:
    makes = {"migrations": "make", "code": "makes"}.get(found.truth, "has")
    verb = "are" if len(found.names) > 1 or found.names == ("migrations",) else "is"
    told = f"{listed(map(the, found.names))} {verb} what {the(found.truth)} {makes}."
    return told[0].upper() + told[1:]


def _looked_at(found: Verdict, told: Settled, made: Sequence[Group]) -> Iterator[Line]:
    """Each place and how it stands, the truth after those that were compared with it, last what was not looked at."""
    stands = {one.place.name: one for one in standings(told.open, made)}
    places = [(name, one.before.label) for name, one in zip(found.names, found.comparisons, strict=True)]
    places += [(found.truth, found.comparisons[0].after.label)] if found.comparisons else []
    width = max(len(name) for name in (*(name for name, _ in places), *(one.name for one in found.unreached))) + 2
    for name, label in places:
        one = stands.get(name)
        number = _number(one) if one is not None else ""
        state = number or ("the measure" if name == found.truth else "as it should be") if made else ""
        shown = f"{safe(label)}  " if label != name or not made else ""
        yield ((f"  {name:<{width}}", "dim"), (shown, ""), (state, "bad" if number else "dim"))
    for lost in found.unreached:
        where = f" ({safe(lost.where)})" if lost.where is not None else ""
        yield ((f"  {lost.name:<{width}}", "dim"), ("not looked at: ", "warn"), (f"{safe(lost.message)}{where}", ""))
        for line in lost.help.split("\n") if lost.help is not None else ():
            yield ((f"  {'':<{width}}", ""), (safe(line), "dim"))


def _number(one: Standing) -> str:
    counts = ((one.missing, "missing"), (one.extra, "only there"), (one.differs, "different"))
    return ", ".join(f"{count} {word}" for count, word in counts if count)


def _decided(told: Settled) -> Iterator[Line]:
    """What somebody answers for, and decisions that want to be looked at again."""
    for one, decision in told.accepted:
        why = f"  until {decision.until} by {decision.owner}: {decision.reason}"
        yield (("  accepted  ", "good"), (safe(one.finding.message), ""), (safe(why), "dim"))
    if told.known:
        yield (("  known     ", "dim"), (f"{plural(told.known, 'disagreement')} of the baseline", "dim"))
    for key in told.resolved:
        yield (("  resolved  ", "good"), (safe(key), ""), ("  is in the baseline and not there any more", "dim"))
    for decision in told.expired:
        text = f"{decision.address}  until {decision.until} by {decision.owner}: {decision.reason}"
        yield (("  no longer accepted  ", "warn"), (safe(text), ""))
    for decision in told.idle:
        yield (("  accepted and not there  ", "warn"), (safe(f"{decision.address}, by {decision.owner}"), ""))
    for was, now in told.moot:
        text = safe(f"{was} → {now}" if now is not None else f"{was} is gone")
        yield (("  decided and not needed  ", "warn"), (text, ""), ("  take it out of trueup.decisions.toml", "dim"))


# ------------------------------------------------------------------ table by table


class _Seen:
    """What a line must know of the others: ``inside`` counts by kind what is there or missing along with an object."""

    def __init__(self, told: Settled) -> None:
        self.truth = told.open.drift.truth
        self.inside: dict[Address, Counter[str]] = {}
        rows = [row for row in told.open.drift.rows if row.field is None and row.absent]
        whole = {row.address: set(row.absent) for row in rows}
        for where, absent in whole.items():
            for above in _above(where):
                if whole.get(above, {""}) <= absent:
                    self.inside.setdefault(above, Counter())[where.kind] += 1


def _above(where: Address) -> Iterator[Address]:
    above = where.parent
    while above is not None:
        yield above
        above = above.parent


_HEADS = {"missing": "missing in", "extra": "only in", "named": "under another name in", "differs": "different"}
_SIGNS: dict[str, Span] = {"missing": ("+", "new"), "extra": ("-", "gone"), "named": ("=", "changed"),
                           "differs": ("~", "changed")}  # fmt: skip


_ORDER = tuple(_HEADS)


def _what(line: Told) -> int:
    """Where in the order of ``_HEADS`` a line belongs."""
    if line.field is not None:
        return _ORDER.index("differs")
    if line.disagreement.row.renames:
        return _ORDER.index("named")
    return _ORDER.index("missing" if any(cell.state == "missing" for cell in line.cells) else "extra")


def _table(group: Group, seen: _Seen) -> Iterator[Line]:
    """A table: what is missing, what is only there, what is there under another name, what differs."""
    shown = sorted(((_what(one), one.against, one) for one in group.lines), key=lambda one: one[:2])
    yield ()
    yield ((safe(group.address), "head"),)
    for (order, places), inside in groupby(shown, key=lambda one: one[:2]):
        what = _ORDER[order]
        head = _HEADS[what] if what == "differs" else f"{_HEADS[what]} {listed(map(the, places))}"
        yield ((f"  {safe(head)}", "dim"),)
        them = [line for _, _, line in inside]
        width = min(max(len(_called(line)) for line in them), 32)
        for line in them:
            yield from _line(line, what, width, seen)


def _called(line: Told) -> str:
    row = line.disagreement.row
    inner = safe(row.address.removeprefix(row.address.root).strip() or row.address.kind)
    return inner if line.field is None else f"{inner} {line.field}"


def _line(line: Told, what: str, width: int, seen: _Seen) -> Iterator[Line]:
    one = line.disagreement
    sign, style = _SIGNS[what]
    spans: list[Span] = [(f"    {sign} {_called(line):<{width if what != 'differs' else 0}}", style)]
    if what == "named":
        spans += _other_names(one)
    elif what != "differs":
        spans.append((f"  {_object(one, seen)}", ""))
    spans += [(f"  {one.finding.code} {one.finding.severity}", SEVERITY[one.finding.severity])]
    spans += [(f"  {words(one.cause.name)}", "dim")] if one.cause.name != UNKNOWN.name else []
    places = dict.fromkeys(map(declared, one.row.origins.values()))
    yield (*(span for span in spans if span[0].strip()), (safe("".join(f"  {place}" for place in places)), "dim"))
    if what == "differs":
        yield from _values(one, seen.truth)


def _other_names(one: Disagreement) -> Iterator[Span]:
    """What places call it, and how sure it is that it is the same thing."""
    for rename in dict.fromkeys(one.row.renames.values()):
        yield (f"  {safe(rename.before.name)}", "")
        yield (f"  {sure(rename)}", "changed" if rename.standing == "possible" else "dim")


def _object(one: Disagreement, seen: _Seen) -> str:
    """What is there or missing; of what has things inside, how many of each kind."""
    there = next((found for found in one.row.values.values() if found is not ABSENT), None)
    shown = described(there) if isinstance(there, Object) else ""
    inside = sorted(seen.inside.get(one.row.address, Counter()).items())
    return ", ".join(filter(None, [shown, *(plural(count, kind, _plural(kind)) for kind, count in inside)]))


def _plural(kind: str) -> str:
    return "policies" if kind == "policy" else "indexes" if kind == "index" else f"{kind}s"


def _values(one: Disagreement, truth: str) -> Iterator[Line]:
    """Who says what, the truth last: on one line, or as the lines of long texts that differ."""
    camps = [(names, one.row.values[names[0]]) for names in one.row.camps]
    camps = sorted((camp for camp in camps if camp[1] is not ABSENT), key=lambda camp: truth in camp[0])
    if not any(is_long(told) for _, told in camps):
        spans: list[Span] = [("        ", "")]
        for names, told in camps:
            spans += [(f"{', '.join(map(safe, names))} ", "dim"), (f"{field_text(told)}  ", _side(names, truth))]
        yield tuple(spans)
        return
    names, measure = camps[-1]
    for others, told in camps[:-1]:
        yield ((f"        - {', '.join(map(safe, others))}, + {', '.join(map(safe, names))}", "dim"),)
        yield from lines(told, measure)


def _side(names: Collection[str], truth: str) -> str:
    return "new" if truth in names else "gone"


# ------------------------------------------------------------------ what may be behind it


def _renames(found: Verdict, told: Settled) -> Iterator[Line]:
    """What looks like one thing under two names and is not told as one above, with the evidence that weighs most."""
    rows = told.open.drift.rows
    known = {(one.before, one.after) for row in rows for one in row.renames.values()}
    places: dict[tuple[Address, Address], list[str]] = {}
    best: dict[tuple[Address, Address], Rename] = {}
    for name, one in zip(found.names, found.comparisons, strict=True):
        for each in _candidates(one):
            if each.before.kind not in BY_ITSELF and (each.before, each.after) not in known:
                places.setdefault((each.before, each.after), []).append(name)
                best.setdefault((each.before, each.after), each)
    if not best:
        return
    yield ()
    yield (("Perhaps only renamed:", "warn"), (" say so with --rename OLD NEW or `trueup decide`.", ""))
    for pair, each in list(best.items())[:_MANY]:
        where = f"  in {listed(map(the, places[pair]))}" if len(found.names) > 1 else ""
        names = f"  {safe(each.before)} → {safe(each.after)}"
        yield (names, ""), (f"  {sure(each)}", "changed"), (f"{safe(where)}  {safe(evidence(each))}", "dim")
    if len(best) > _MANY:
        yield ((f"  and {len(best) - _MANY} more: --format json has them", "dim"),)


def _candidates(found: Comparison) -> Iterator[Rename]:
    if found.renames is not None:
        yield from found.renames.accepted
        for question in found.renames.questions:
            yield from question.candidates


def _unapplied(found: Verdict) -> Iterator[Line]:
    files: dict[str, list[str]] = {}
    for name, one in zip(found.names, found.comparisons, strict=True):
        for file in one.unapplied:
            files.setdefault(file, []).append(name)
    if files:
        yield ()
        yield (("Perhaps not applied yet:", "warn"), (" nothing of what these make is there.", ""))
    for file, names in files.items():
        yield ((f"  {safe(file)}", ""), (f"  in {listed(map(the, names))}" if len(found.names) > 1 else "", "dim"))


def _why(told: Settled) -> Iterator[Line]:
    """The causes, each once in words, with the evidence of one that came about so."""
    found = causes(told.open)
    if not found:
        return
    yield ()
    yield (("Why", "head"),)
    for name, them in found[:_MANY]:
        number = f" ({len(them)})" if len(them) > 1 else ""
        yield ((f"  {words(name)}{number}  ", ""), (safe(ended(them[0].cause.text)), "dim"))


def _what_to_do(told: Settled) -> Iterator[Line]:
    """The recommended ways out, those of the gravest first, each with what it is for."""
    found = ways(told.open)
    if not found:
        return
    yield ()
    yield (("What to do", "head"),)
    for way, them in found[:_MANY]:
        yield ((f"  {_some(them)}: ", "dim"), (safe(ended(way)), ""))
    if len(found) > _MANY:
        yield ((f"  and {len(found) - _MANY} more: --format markdown has them", "dim"),)


def _some(them: Sequence[Disagreement]) -> str:
    """The first of some objects, as people call them, and how many more there are."""
    return few([*dict.fromkeys(safe(short(one.row.address)) for one in them)], 1)
