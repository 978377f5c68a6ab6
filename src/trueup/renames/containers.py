"""Evidence about two tables, schemas, types or enums: what they contain, what points to them, and their names."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from difflib import SequenceMatcher
from typing import Any

from trueup.model import Address, Object, Schema
from trueup.renames import evidence
from trueup.renames.pair import Pair
from trueup.renames.state import State, position, referenced, reworded
from trueup.spelling import essence
from trueup.wording import few


def containers(state: State, before: Address, after: Address, mentions: evidence.Mentions) -> Pair:
    """Two things of one kind with columns or attributes inside."""
    pair = Pair(before, after, "container", {}, {})
    ours = _columns(state.before, before, state)
    theirs = _columns(state.after, after, None)
    rare, scarce = state.before.derived(_rarity), state.after.derived(_rarity)
    weight = {key: min(rare.get(key, 1.0), scarce.get(key, 1.0)) for key in ours.keys() | theirs.keys()}
    met = sum(weight[key] * _alike(ours[key], theirs[key]) for key in ours.keys() & theirs.keys())
    total = sum(weight.values())
    if met:
        pair.add("contents", met / total, f"{len(ours.keys() & theirs.keys())} of {len(weight)} columns are the same")
        pair.add("weight of contents", min(1.0, met / 3), "among them columns few other tables have")
    elif not ours and not theirs:
        pair.add("empty", 1.0, "both are empty")
    _shape(pair, state)
    _inside(pair, state)
    _references(pair, state)
    _common(pair, state, mentions)
    return pair


def schemas(state: State, before: Address, after: Address, mentions: evidence.Mentions) -> Pair:
    """Two namespaces: what they hold counts by kind and name."""
    pair = Pair(before, after, "namespace", {}, {})
    ours, theirs = state.before.derived(_held)[before.name], state.after.derived(_held)[after.name]
    every = ours | theirs
    if every:
        share = len(ours & theirs) / len(every)
        pair.add("contents", share, f"{len(ours & theirs)} of {len(every)} things in them have the same names")
        pair.add("weight of contents", min(1.0, len(ours & theirs) / 3), "that is more than chance")
    _common(pair, state, mentions)
    return pair


def labelled(state: State, before: Address, after: Address, mentions: evidence.Mentions) -> Pair:
    """Two enums: their values and the columns that are of them."""
    pair = Pair(before, after, "labels", {}, {})
    ours, theirs = (set(getattr(obj, "labels", ())) for obj in (state.drops[before], state.creates[after]))
    if ours & theirs:
        share = len(ours & theirs) / len(ours | theirs)
        pair.add("labels", share, f"{len(ours & theirs)} of {len(ours | theirs)} values are the same")
    used = state.before.derived(_typed)[_spelled(before)]
    uses = state.after.derived(_typed)[_spelled(after)]
    used = {state.now(where) for where in used}
    if used & uses:
        pair.add("users", len(used & uses) / len(used | uses), "the same columns are of this type")
    _common(pair, state, mentions)
    return pair


def _common(pair: Pair, state: State, mentions: evidence.Mentions) -> None:
    evidence.moved(pair)
    evidence.names(pair, pair.before.name, pair.after.name)
    evidence.comments(pair, state.drops[pair.before], state.creates[pair.after])
    evidence.dependents(pair, mentions(pair.before.name, pair.after.name))
    evidence.known(pair, state)


def _columns(schema: Schema, container: Address, state: State | None) -> dict[str, str]:
    """Columns by what every convention leaves of their names, each with its type in the second schema's words."""
    found = {}
    for where in schema.contents.get(container, ()):
        declared = getattr(schema[where], "type", None)
        if declared is not None:
            found[essence(where.name)] = reworded(declared, state.words) if state is not None else declared
    return found


def _shape(pair: Pair, state: State) -> None:
    """The types of their columns in order, for those whose columns were renamed along with them."""
    ours = [reworded(declared, state.words) for declared in _types(state.before, pair.before)]
    theirs = _types(state.after, pair.after)
    if len(ours) > 2 and len(theirs) > 2:
        same = sum(block.size for block in SequenceMatcher(None, ours, theirs, autojunk=False).get_matching_blocks())
        back = sum(block.size for block in SequenceMatcher(None, theirs, ours, autojunk=False).get_matching_blocks())
        share = (same + back) / (len(ours) + len(theirs))
        pair.add("shape", share, f"{100 * share:.0f} % of their columns are of the same types in the same order")


def _types(schema: Schema, container: Address) -> list[str]:
    inner = (schema[where] for where in schema.contents.get(container, ()))
    placed = sorted((position(obj), str(getattr(obj, "type", ""))) for obj in inner if hasattr(obj, "position"))
    return [declared for _, declared in placed]


def _alike(one: str, other: str) -> float:
    return 1.0 if one == other else 0.5


def _rarity(schema: Schema) -> Mapping[str, float]:
    """How much a column's name tells of its table: 1 for one table has it, less the more have it."""
    counted = Counter(
        essence(where.name) for where in schema if where.parent is not None and hasattr(schema[where], "type")
    )
    return {name: float(count**-0.5) for name, count in counted.items()}


def _inside(pair: Pair, state: State) -> None:
    """Names of keys and indexes, which a renamed table keeps."""
    ours, theirs = (
        {where.name for where in schema.contents.get(at, ()) if not hasattr(schema[where], "type")}
        for schema, at in ((state.before, pair.before), (state.after, pair.after))
    )
    if ours & theirs:
        kept = sorted(ours & theirs)
        names = "its name" if len(kept) == 1 else "their names"
        pair.add("names inside", len(kept) / min(len(ours), len(theirs)), f"{few(kept, 1)} kept {names}")


def _references(pair: Pair, state: State) -> None:
    ours = {(way, state.now(where)) for way, where in state.before.derived(_graph)[pair.before]}
    theirs = state.after.derived(_graph)[pair.after]
    if ours & theirs:
        pair.add("references", len(ours & theirs) / len(ours | theirs), "foreign keys join them to the same tables")


def _graph(schema: Schema) -> Mapping[Address, set[tuple[str, Address]]]:
    """For each table the tables its foreign keys point to, and those that point to it."""
    found: dict[Address, set[tuple[str, Address]]] = defaultdict(set)
    for where, obj in schema.objects.items():
        target, source = referenced(obj), where.parent
        if target is not None and source is not None and target != source:
            found[source].add(("to", target))
            found[target].add(("from", source))
    return found


def _held(schema: Schema) -> Mapping[str, set[tuple[str, str]]]:
    found: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for where in schema.objects:
        if where.parent is None and len(where.names) > 1:
            found[where.names[0]].add((where.kind, where.name))
    return found


def _typed(schema: Schema) -> Mapping[str, set[Address]]:
    """The columns of each type, arrays of it too."""
    found: dict[str, set[Address]] = defaultdict(set)
    for where, obj in schema.objects.items():
        declared: Any = getattr(obj, "type", None)
        if declared is not None and where.parent is not None:
            found[str(declared).removesuffix("[]")].add(where)
    return found


def _spelled(where: Address) -> str:
    return where.steps[-1][1]


def has_contents(obj: Object, schema: Schema) -> bool:
    """Whether something is made of what has a type: a table, a composite type."""
    return any(hasattr(schema[inner], "type") for inner in schema.contents.get(obj.address, ()))
