"""How well renames are told from drops: precision, recall and abstentions beside other people's rules.

    python -m bench.rename_data --server URL --out DATA FOLDER…      # once: replay migration folders
    python -m bench.renames DATA… [--pairs FILE.py] [--rounds 3] [--split test]
    python -m bench.renames DATA… --pairs FILE.py --fit              # new numbers for trueup/renames/calibration.py

``DATA`` are files or folders of what ``bench.rename_data`` wrote (real cases), and of snapshots made by
``trueup snapshot -o`` (generated ones). Every second project, by its name, is held out: ``--fit`` never sees it,
``--split test`` sees nothing else.
The same arguments give the same figures.
"""

from __future__ import annotations

import argparse
import math
import random
import runpy
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from pathlib import Path

from bench.rename_cases import DATA, Case, from_history, generated, held_out, read
from trueup.diff import diff
from trueup.model import Address, Schema
from trueup.postgres import objects as pg
from trueup.renames import calibration
from trueup.renames.found import moved
from trueup.renames.pair import Pair
from trueup.renames.search import Search
from trueup.renames.state import State, record
from trueup.spelling import essence

Answer = tuple[Mapping[Address, Address], Mapping[Address, set[Address]]]
"""What a rule takes for renamed, and for what else it asks, with the candidates it shows."""
Rule = Callable[[Case], Answer]


class Tally:
    """Right and wrong renames, those that were asked about, those nobody saw.

    ``again`` are neither right nor wrong: a history dropped a thing and made it again under another name, so that ids
    say two and a reader says one. ``needless`` are questions about what was really dropped.
    """

    def __init__(self) -> None:
        self.right = self.wrong = self.again = self.asked = self.missed = self.needless = 0
        self.mistakes: list[str] = []

    def count(self, case: Case, answer: Answer, kinds: Sequence[str]) -> None:
        taken, asked = answer
        for a, b in taken.items():
            if a.kind not in kinds:
                continue
            if case.truth.get(a) == b:
                self.right += 1
            elif case.stayed.get(a) == b:
                continue
            elif recreated(case, a, b):
                self.again += 1
            else:
                self.wrong += 1
                self.mistakes.append(f"{case.name}: {a} -> {b} (truth: {case.truth.get(a)})")
        for a, b in case.truth.items():
            if a.kind in kinds and taken.get(a) != b:
                if b in asked.get(a, ()):
                    self.asked += 1
                else:
                    self.missed += 1
        self.needless += sum(a.kind in kinds and a not in case.truth for a in asked)

    @property
    def true(self) -> int:
        return self.right + self.asked + self.missed

    def row(self, name: str) -> str:
        taken = self.right + self.wrong
        precision = f"{self.right / taken:.3f}" if taken else "-"
        recall = f"{self.right / self.true:.3f}" if self.true else "-"
        return (
            f"{name:<34} {self.true:>6} {self.right:>6} {self.wrong:>6} {self.again:>6} {precision:>9} {recall:>7} "
            f"{self.asked:>6} {self.missed:>7} {self.needless:>9}"
        )


HEAD = (
    f"{'':<34} {'true':>6} {'right':>6} {'wrong':>6} {'again':>6} {'precision':>9} {'recall':>7} "
    f"{'asked':>6} {'unseen':>7} {'needless':>9}"
)


# ------------------------------------------------------------------ rules


def ours(what: str) -> Rule:
    """``trueup.renames`` with the schemas alone, or with something else known."""

    def rule(case: Case) -> Answer:
        found = Search(State(case.before, case.after, diff(case.before, case.after), case.facts(what))).renames()
        asked = {q.before: {c.after for c in q.candidates} for q in found.questions}
        return {one.before: one.after for one in found.accepted}, asked

    return rule


def _open(case: Case, renamed: Mapping[Address, Address]) -> Iterator[tuple[list[Address], list[Address]]]:
    """What went and came, by container and kind, as a tool sees it that has renamed some tables."""
    gone: dict[tuple[str, str], list[Address]] = defaultdict(list)
    came: dict[tuple[str, str], list[Address]] = defaultdict(list)
    back = {b: a for a, b in renamed.items()}
    for where in case.before:
        if moved(where, renamed) not in case.after:
            gone[(str(where.parent or ""), where.kind)].append(where)
    for where in case.after:
        if moved(where, back) not in case.before:
            parent = where.parent
            came[(str(back.get(parent, parent) if parent else ""), where.kind)].append(where)
    for key in sorted(gone):
        if key in came and (not key[0] or Address(key[0]) in renamed or Address(key[0]) in case.after):
            yield gone[key], came[key]


def _definition(schema: Schema, where: Address) -> object:
    """What a column or table is, its name aside; of a table the definitions of its columns by name."""
    obj = schema[where]
    if where.kind == "table":
        inner = [w for w in schema.contents.get(where, ()) if w.kind == "column"]
        return frozenset((w.name, record(schema[w], {})) for w in inner)
    if isinstance(obj, pg.Enum):
        return obj.labels
    table = where.parent
    points = () if table is None else (schema[w] for w in schema.contents.get(table, ()))
    to = sorted(
        (k.to_table, k.on_delete) for k in points if isinstance(k, pg.ForeignKey) and k.columns == (where.name,)
    )
    return (record(obj, {}), tuple(to))


def django(case: Case) -> Answer:
    """For each new field in order of names the first removed one whose definition is the same; tables likewise.

    Django asks about each; here every answer is yes.
    """
    taken: dict[Address, Address] = {}
    for kinds in (("table",), ("column", "enum")):
        for gone, came in _open(case, dict(taken)):
            if gone[0].kind not in kinds:
                continue
            left = sorted(gone)
            for new in sorted(came):
                for old in left:
                    if _definition(case.before, old) == _definition(case.after, new):
                        taken[old] = new
                        left.remove(old)
                        break
    return taken, {}


def pg_delta(case: Case) -> Answer:
    """Equal content under the same parent, where exactly one that went and one that came have it; else it asks."""
    taken: dict[Address, Address] = {}
    asked: dict[Address, set[Address]] = {}
    for kinds in (("table",), ("column", "enum")):
        for gone, came in _open(case, dict(taken)):
            if gone[0].kind not in kinds:
                continue
            by: dict[object, tuple[list[Address], list[Address]]] = defaultdict(lambda: ([], []))
            for where in gone:
                by[_definition(case.before, where)][0].append(where)
            for where in came:
                by[_definition(case.after, where)][1].append(where)
            for old, new in by.values():
                if len(old) == len(new) == 1:
                    taken[old[0]] = new[0]
                elif old and new:
                    asked |= {a: set(new) for a in old}
    return taken, asked


def drizzle_kit(case: Case) -> Answer:
    """Everything that came could be everything that went: it asks, and takes nothing by itself."""
    asked: dict[Address, set[Address]] = {}
    tables = {a: b for a, b in case.truth.items() if a.kind == "table"}  # as if the tables were answered rightly
    for known in ({}, tables):
        for gone, came in _open(case, known):
            if gone[0].kind in ("table", "column", "enum"):
                asked |= {a: set(came) for a in gone}
    return {}, asked


RULES: dict[str, Rule] = {
    "trueup, schema alone": ours("schema"),
    "trueup, statistics": ours("statistics"),
    "trueup, samples": ours("samples"),
    "trueup, identity": ours("identity"),
    "pg-delta's rule (1 x 1 equal)": pg_delta,
    "Django's rule (every answer yes)": django,
    "drizzle-kit's rule (asks all)": drizzle_kit,
}


# ------------------------------------------------------------------ cases


def cases(
    data: Sequence[Path], pairs: Sequence[tuple[str, str]], rounds: int, split: str
) -> Iterator[tuple[str, Case]]:
    """Real and generated cases, with which of the two they are."""
    files = sorted(p for path in data for p in (path.glob("*.json") if path.is_dir() else [path]))
    wanted = [f for f in files if split == "all" or held_out(_project(f)) == (split == "test")]
    names = [p for p in pairs if split == "all" or held_out(" ".join(p)) == (split == "test")]
    for file in wanted:
        if not _is_snapshot(file):
            for case in from_history(file):
                yield "real", case
    schemas = {file: read(file) for file in wanted if _is_snapshot(file)}
    schemas = {file: one for file, one in schemas.items() if sum(w.kind == "table" for w in one) > 2}
    for file, schema in schemas.items():
        donors = [other for name, other in schemas.items() if name != file]
        dice = random.Random(f"donors {file.name}")
        for number in range(rounds):
            chosen = dice.sample(donors, min(3, len(donors)))
            yield "generated", generated(f"{_project(file)} {number}", schema, chosen or [schema], names)


def _project(file: Path) -> str:
    """The project a file is of: its name holds ``owner+name``."""
    return next(
        (p for p in file.stem.replace("projects-", " ").replace("projects2-", " ").split() if "+" in p), file.stem
    )


def _is_snapshot(file: Path) -> bool:
    with file.open() as text:
        return '"trueup_snapshot"' in text.read(60)


# ------------------------------------------------------------------ fitting


def fit(found: Sequence[tuple[str, Case]], word: str) -> None:
    """Weights and confidences from cases whose truth is known, printed for ``calibration.py``.

    Logistic regression, held near the weights there are (they are the prior). A thing that a history dropped and made
    again under the same words says nothing about renames and is left out. Of the weights only those with ``word`` in
    their names are changed.
    """
    pairs: dict[str, list[tuple[Pair, bool]]] = defaultdict(list)
    for case, search in _searches(found):
        for (a, b), pair in search.pairs.items():
            if pair.veto is None and a.kind in DATA and not recreated(case, a, b):
                pairs[pair.group].append((pair, case.truth.get(a) == b))
    for group, known in sorted(pairs.items()):
        start = calibration.WEIGHTS[group]
        free = {what for what in start if word in what}
        weights = _regress([({"bias": 1.0, **pair.features}, y) for pair, y in known], start, free)
        calibration.WEIGHTS[group] = weights
        print(f'    "{group}": {{  # {sum(y for _, y in known)} of {len(known)} pairs', flush=True)
        for what, weight in weights.items():
            print(f'        "{what}": {weight:.2f},')
        print("    },")
    chosen: dict[str, list[tuple[Mapping[str, float], bool]]] = defaultdict(list)
    for case, search in _searches(found):
        for pair in search.likely.values():
            if pair.veto is None and pair.before.kind in DATA and not recreated(case, pair.before, pair.after):
                row = {"constant": 1.0, "score": pair.score, "margin": pair.margin}
                chosen[pair.judged].append((row, case.truth.get(pair.before) == pair.after))
    for group, rows in sorted(chosen.items()):
        constant, score, margin = calibration.CONFIDENCE[group]
        found_ = _regress(rows, {"constant": constant, "score": score, "margin": margin})
        print(f'    "{group}": ({", ".join(f"{v:.2f}" for v in found_.values())}),  # {len(rows)}')


def _searches(found: Sequence[tuple[str, Case]]) -> Iterator[tuple[Case, Search]]:
    for _, case in found:
        for what in ("schema", "statistics", "samples"):
            if what == "schema" or case.statistics:
                search = Search(State(case.before, case.after, diff(case.before, case.after), case.facts(what)))
                search.renames()
                yield case, search


def recreated(case: Case, before: Address, after: Address) -> bool:
    """Whether a history dropped something and made it again, so that ids say two things where a reader sees one.

    The same words in another convention, or a table or enum with most of its contents: some tools cannot rename.
    """
    if case.truth.get(before) == after or case.how:
        return False
    if essence(before.name) == essence(after.name):
        return True
    ours, theirs = _contents(case.before, before), _contents(case.after, after)
    return bool(ours) and len(ours & theirs) >= 0.6 * len(ours | theirs)


def _contents(schema: Schema, where: Address) -> set[object]:
    obj = schema.get(where)
    if isinstance(obj, pg.Enum):
        return set(obj.labels)
    inner = (schema[w] for w in schema.contents.get(where, ()))
    return {(essence(o.name), o.type.rsplit(".", 1)[-1][:4]) for o in inner if isinstance(o, pg.Column)}


def _regress(
    rows: Sequence[tuple[Mapping[str, float], bool]], start: Mapping[str, float], free: Collection[str] | None = None
) -> dict[str, float]:
    """Gradient descent on the log loss with a pull to where it started; only what is ``free`` moves."""
    weights = dict(start)
    speed = dict.fromkeys(weights, 1e-6)
    for _ in range(120):
        slope = {what: 4.0 * (weights[what] - start[what]) for what in weights}
        for row, y in rows:
            at = max(-30.0, min(30.0, sum(weights[w] * v for w, v in row.items())))
            error = 1 / (1 + math.exp(-at)) - y
            if abs(error) > 1e-3:
                for what, value in row.items():
                    slope[what] += error * value
        for what, value in slope.items():
            if free is not None and what not in free:
                continue
            speed[what] += value * value
            weights[what] -= 0.3 * value / math.sqrt(speed[what])
    return weights


# ------------------------------------------------------------------ the whole


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("data", nargs="+", type=Path)
    options.add_argument("--pairs", type=Path, help="a Python file with PAIRS = [(old, new), …] or P")
    options.add_argument("--rounds", type=int, default=3, help="generated cases of each schema")
    options.add_argument("--split", choices=("all", "train", "test"), default="test")
    options.add_argument("--fit", nargs="?", const="", metavar="WORD", help="fit; only weights with this word in them")
    options.add_argument("--mistakes", type=int, default=0, help="print so many wrong renames of each rule of ours")
    chosen = options.parse_args()
    names = runpy.run_path(str(chosen.pairs)) if chosen.pairs else {}
    pairs: Sequence[tuple[str, str]] = names.get("P") or names.get("PAIRS") or ()
    found = list(cases(chosen.data, pairs, chosen.rounds, "train" if chosen.fit is not None else chosen.split))
    if chosen.fit is not None:
        fit(found, chosen.fit)
        return
    counted = Counter(sort for sort, _ in found)
    for sort in ("real", "generated"):
        some = [case for kind, case in found if kind == sort]
        print(f"\n{sort}: {counted[sort]} cases, {sum(len(c.truth) for c in some)} renames\n{HEAD}")
        for name, rule in RULES.items():
            if sort == "real" and name in ("trueup, statistics", "trueup, samples"):
                continue  # replayed migrations leave no rows
            _run(name, rule, some, chosen.mistakes)
    _by_way([case for kind, case in found if kind == "generated"])


def _run(name: str, rule: Rule, some: Sequence[Case], mistakes: int) -> None:
    tallies = {kinds: Tally() for kinds in (DATA, *((kind,) for kind in (*DATA, "constraint", "index")))}
    for case in some:
        answer = rule(case)
        for kinds, tally in tallies.items():
            tally.count(case, answer, kinds)
    print(tallies[DATA].row(name))
    if name.startswith("trueup"):
        for kinds, tally in tallies.items():
            if len(kinds) == 1 and tally.true:
                print(tally.row(f"    {kinds[0]}"))
        for line in tallies[DATA].mistakes[:mistakes]:
            print("      wrong:", line)


def _by_way(some: Sequence[Case]) -> None:
    """Recall by the way of renaming, from the schemas alone."""
    right: Counter[str] = Counter()
    every: Counter[str] = Counter()
    for case in some:
        taken, _ = RULES["trueup, schema alone"](case)
        for a, way in case.how.items():
            if a.kind == "column":
                every[way] += 1
                right[way] += taken.get(a) == case.truth.get(a)
    print("\ncolumns by the way they were renamed, schema alone:")
    for way in sorted(every):
        print(f"    {way:<20} {right[way]:>5} of {every[way]:<5} {right[way] / every[way]:.2f}")


if __name__ == "__main__":
    sys.exit(main())
