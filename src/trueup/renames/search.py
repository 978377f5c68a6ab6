"""The search itself: from the outside in, each group assigned as a whole, and taken only where it is clear."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Sequence

from trueup.diff import Change
from trueup.model import Address, Schema
from trueup.renames import calibration, evidence
from trueup.renames.assign import assign
from trueup.renames.columns import Columns
from trueup.renames.containers import containers, has_contents, labelled, schemas
from trueup.renames.found import Facts, Question, Reason, Rename, Renames
from trueup.renames.pair import Pair
from trueup.renames.state import State
from trueup.renames.values import Values

_MOST = 400
"""A group of more drops times creates than the square of this is not searched: that is another database."""


def find(before: Schema, after: Schema, changes: Iterable[Change], facts: Facts | None = None) -> Renames:
    """The renames among the drops and creates of ``changes``, which lead from ``before`` to ``after``.

    Two things are only ever one when they are of one kind and in one container. What is unsure is a question.
    Nothing is random and nothing depends on the order of ``changes``.
    """
    return Search(State(before, after, changes, facts if facts is not None else Facts())).renames()


class Search:
    """One search; ``pairs`` are all that were weighed, for the benchmark."""

    def __init__(self, state: State) -> None:
        self.state = state
        self.found: dict[Address, Rename] = {}
        self.pairs: dict[tuple[Address, Address], Pair] = {}
        self.likely: dict[tuple[Address, Address], Pair] = {}

    def renames(self) -> Renames:
        """Outside in; things with texts once more at the end, when the names in them are known."""
        self._known()
        self._roots(lambda word: word == "schema")
        for _ in range(2):
            self._roots(lambda word: word != "schema")
            self._values()
        self._columns()
        self._inner()
        self._roots(lambda word: word != "schema")
        accepted = tuple(self.found[where] for where in sorted(self.found))
        return Renames(accepted, self._questions())

    # ------------------------------------------------------------------ what needs no weighing

    def _known(self) -> None:
        """Pairs that ids prove or somebody told, as far as they still apply."""
        state, facts = self.state, self.state.facts
        for where, to in sorted(facts.told.items()):
            if to is not None and self._there(where, state.before) and self._there(to, state.after) and where != to:
                why = facts.why.get(where, "somebody said so")
                self._take(Rename(where, to, 1.0, "told", (Reason("told", 0.0, why),)))
        proof = Reason("identity", 0.0, "the database knows both by the same id")
        for where, to in sorted(facts.identity.items()):
            self._prove(where, to, proof)
        for where, to in sorted(facts.history.items()):
            if not state.decided(where) and not self._there(where, state.after):
                self._prove(where, to, Reason("history", 0.0, facts.why.get(where, "a migration renames it")))

    def _prove(self, where: Address, to: Address, proof: Reason) -> None:
        state = self.state
        if where in state.facts.told or not (self._there(where, state.before) and self._there(to, state.after)):
            return
        if state.now(where) != to and to not in state.accepted.values():
            self._take(Rename(where, to, 1.0, "proved", (proof,)))

    def _there(self, where: Address, schema: Schema) -> bool:
        if where.kind == "value" and where.parent is not None:
            holder = schema.get(where.parent)
            return holder is not None and where.name in getattr(holder, "labels", ())
        return where in schema

    def _take(self, rename: Rename) -> None:
        self.state.accept(rename.before, rename.after)
        self.found[rename.before] = rename

    # ------------------------------------------------------------------ groups

    def _roots(self, wanted: Callable[[str], bool]) -> None:
        state = self.state
        for word, (gone, came) in sorted(
            self._groups(lambda where: where.parent is None and wanted(where.kind)).items()
        ):
            mentions = evidence.mentions(state)
            if word[1] == "schema":
                self._assign([schemas(state, a, b, mentions) for a in gone for b in came])
                continue
            whole = [a for a in gone if has_contents(state.drops[a], state.before)]
            others = [b for b in came if has_contents(state.creates[b], state.after)]
            lists = [a for a in gone if hasattr(state.drops[a], "labels")]
            theirs = [b for b in came if hasattr(state.creates[b], "labels")]
            pairs = [containers(state, a, b, mentions) for a in whole for b in others]
            pairs += [labelled(state, a, b, mentions) for a in lists for b in theirs]
            rest = [a for a in gone if a not in whole and a not in lists]
            pairs += evidence.same_records(state, rest, [b for b in came if b not in others and b not in theirs])
            self._assign(pairs)

    def _columns(self) -> None:
        """What has a place and a type inside of something."""
        state = self.state
        mentions = evidence.mentions(state)
        for (container, _), (gone, came) in sorted(self._groups(lambda where: where.parent is not None).items()):
            if not container or not hasattr(state.drops[gone[0]], "position"):
                continue
            self._assign(Columns(state, Address(container), gone, came, mentions).pairs())

    def _inner(self) -> None:
        """Keys, indexes, policies and the like: the same definition under another name."""
        for (container, _), (gone, came) in sorted(self._groups(lambda where: where.parent is not None).items()):
            if container and not hasattr(self.state.drops[gone[0]], "position"):
                self._assign(evidence.same_records(self.state, gone, came))

    def _values(self) -> None:
        state = self.state
        pairs = {where: where for where, alter in state.alters.items() if "labels" in alter.fields}
        pairs |= {a: b for a, b in state.accepted.items() if hasattr(state.before.get(a), "labels")}
        for where, to in sorted(pairs.items()):
            old, new = getattr(state.before.get(where), "labels", ()), getattr(state.after.get(to), "labels", ())
            values = Values(state, where, old, new)
            self._assign([values.pair(a, b) for a in values.gone for b in values.came if not state.decided(a)])

    def _groups(self, wanted: Callable[[Address], bool]) -> dict[tuple[str, str], tuple[list[Address], list[Address]]]:
        """What went and what came by container (as the first schema calls it) and kind, where there is some of both."""
        state = self.state
        old: dict[tuple[str, str], list[Address]] = defaultdict(list)
        new: dict[tuple[str, str], list[Address]] = defaultdict(list)
        known = {b: a for a, b in state.accepted.items()}
        for where in state.gone():
            if wanted(where):
                old[(str(where.parent or ""), where.kind)].append(where)
        for where in state.came():
            if wanted(where):
                parent = where.parent
                new[(str(self._source(parent, known) if parent is not None else ""), where.kind)].append(where)
        return {
            key: (old[key], new[key]) for key in old if key in new and len(old[key]) * len(new[key]) <= _MOST * _MOST
        }

    def _source(self, parent: Address, known: dict[Address, Address]) -> Address:
        """The container of the first schema that is now this one."""
        if parent in known:
            return known[parent]
        for schema in [a for a in self.state.accepted if a.kind == "schema"]:
            for where in self.state.before.objects:
                if where.parent is None and where.names[0] == schema.name and self.state.now(where) == parent:
                    return where
        return parent

    # ------------------------------------------------------------------ the choice

    def _assign(self, pairs: Sequence[Pair]) -> None:
        """Give each its best partner so that the whole fits best, and take what is clear."""
        for pair in pairs:
            self.pairs[(pair.before, pair.after)] = pair
        rows = sorted({pair.before for pair in pairs})
        columns = sorted({pair.after for pair in pairs})
        table: list[list[float | None]] = [[None] * len(columns) for _ in rows]
        at = {where: index for index, where in enumerate(rows)}, {where: index for index, where in enumerate(columns)}
        for pair in pairs:
            table[at[0][pair.before]][at[1][pair.after]] = pair.score
        _margins(pairs)
        for row, column in assign(table, calibration.LEAST).items():
            pair = self.pairs[(rows[row], columns[column])]
            self.likely[(pair.before, pair.after)] = pair
            if (
                pair.veto is None
                and pair.margin >= calibration.APART
                and pair.confidence >= calibration.ACCEPT[pair.judged]
            ):
                self._take(pair.rename("likely"))

    def _questions(self) -> tuple[Question, ...]:
        """What went with its data and has candidates that nothing else stands for."""
        taken = set(self.state.accepted.values())
        open_: dict[Address, list[Rename]] = defaultdict(list)
        for pair in self.pairs.values():
            if pair.before in self.state.accepted or pair.after in taken or pair.group == "record":
                continue
            carried = "carries" in pair.features and pair.margin >= calibration.APART and pair.veto is None
            if pair.score >= (calibration.CARRIED if carried else calibration.LEAST):
                open_[pair.before].append(pair.rename("possible"))
        reused = self._reused(taken)
        for where, candidates in reused.items():
            open_[where] += candidates
        return tuple(
            Question(
                where,
                tuple(sorted(open_[where], key=lambda one: (-one.confidence, one.after))[:5]),
                stayed=where in reused,
            )
            for where in sorted(open_)
        )

    def _reused(self, taken: Container[Address]) -> dict[Address, list[Rename]]:
        """Names that seem to stand for something else now: the data of the old column are in a new one.

        Only data can tell, or a history that says so. A difference of schemas sees a column that stayed and one that
        came.
        """
        state, facts = self.state, self.state.facts
        found: dict[Address, dict[Address, Rename]] = defaultdict(dict)

        def ask(before: Address, after: Address, text: str) -> None:
            open_ = before not in state.drops and before not in state.accepted and before not in facts.told
            if open_ and self._there(before, state.before) and after in state.creates and after not in taken:
                reason = Reason("reused name", 0.0, text)
                found[before].setdefault(after, Rename(before, after, 0.5, "possible", (reason,)))

        for before, after in sorted(facts.history.items()):
            ask(before, after, f"{facts.why.get(before, 'a migration renames it')}, and its name was used again")
        for alike in (facts.statistics, facts.samples):
            for (before, after), share in sorted(alike.items()):
                stayed = state.now(before)
                if share >= 0.9 and after != stayed and alike.get((before, stayed), 1.0) < 0.3:
                    ask(before, after, f"its data are now in {after.name}, and {stayed.name} holds others")
        return {before: list(some.values()) for before, some in found.items()}


def _margins(pairs: Sequence[Pair]) -> None:
    """How far each pair is ahead of every other pair of its row and column."""
    rows: dict[Address, list[float]] = defaultdict(list)
    columns: dict[Address, list[float]] = defaultdict(list)
    for pair in pairs:
        rows[pair.before].append(pair.score)
        columns[pair.after].append(pair.score)
    for scores in (*rows.values(), *columns.values()):
        scores.sort(reverse=True)
    for pair in pairs:
        score = pair.score
        rivals = [_next(rows[pair.before], score), _next(columns[pair.after], score)]
        pair.margin = min(calibration.FAR, score - max(rivals))


def _next(scores: Sequence[float], score: float) -> float:
    """The best of the other scores; what is as good as nothing where there is no other."""
    rest = list(scores)
    rest.remove(score)
    return rest[0] if rest else score - calibration.FAR
