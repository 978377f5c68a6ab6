"""Tables and foreign keys as an SVG drawing, what drifts marked: a layered layout, referenced tables to the left.

Knows how to lay out and draw; which tables there are is read from a schema or, without one, from the drift itself.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from html import escape

import msgspec

from trueup.drift import ABSENT
from trueup.finding import Severity
from trueup.model import Address, Schema, address
from trueup.postgres.objects import ForeignKey
from trueup.reports.matrix import Group
from trueup.reports.text import safe
from trueup.wording import plural

READABLE = 100
"""Up to so many tables all are drawn, with what drifts in them; of more, those that drift and their neighbours."""

SIGNS = {Severity.CRITICAL: "✖", Severity.ERROR: "◆", Severity.WARNING: "▲", Severity.INFO: "●"}

_WIDE, _HEAD, _STEP, _PAD = 210, 28, 17, 8
_GAP_X, _GAP_Y = 90, 18
_ROWS = 12
_MARKS = 6
_LETTERS = 25

Edge = tuple[Address, Address]
"""The table that refers, and the one it refers to."""


class Drawing(msgspec.Struct, frozen=True):
    """An SVG element, how many tables are in it, and how many are not."""

    svg: str
    drawn: int
    left_out: int


class _Box(msgspec.Struct):
    """A table on the sheet; the unit is a pixel."""

    name: str
    marks: list[tuple[Severity, str]]
    more: int
    worst: Severity | None
    link: str | None
    x: float = 0
    y: float = 0

    @property
    def height(self) -> float:
        lines = len(self.marks) + bool(self.more)
        return _HEAD + (lines * _STEP + _PAD if lines else 0)


def drawing(made: Sequence[Group], schema: Schema | None, links: Mapping[Address, str]) -> Drawing:
    """The diagram; ``links`` are where a reader finds the drift of a table."""
    drifting = {group.address: group for group in made if group.address.kind == "table"}
    edges: dict[Edge, Severity | None] = dict.fromkeys(_keys(schema))
    edges.update(edge for group in drifting.values() for edge in _changed(group))
    tables = {where for where in schema.objects if where.kind == "table"} if schema is not None else set()
    tables |= {*drifting, *(where for edge in edges for where in edge)}
    kept = _kept(tables, drifting, edges)
    inner = {edge: severity for edge, severity in edges.items() if edge[0] in kept and edge[1] in kept}
    full = len(tables) <= READABLE
    boxes = {where: _box(where, drifting.get(where), links.get(where), full) for where in sorted(kept)}
    width, height = _lay_out(boxes, inner)
    return Drawing(_svg(boxes, inner, width, height), len(kept), len(tables) - len(kept))


# ------------------------------------------------------------------ what is drawn


def _keys(schema: Schema | None) -> Iterator[Edge]:
    for found in schema.objects.values() if schema is not None else ():
        if isinstance(found, ForeignKey):
            yield found.container, address("table", found.to_namespace, found.to_table)


def _changed(group: Group) -> Iterator[tuple[Edge, Severity]]:
    """The foreign keys that some places have and others have not."""
    for line in group.lines:
        for told in line.disagreement.row.values.values():
            if told is not ABSENT and isinstance(told, ForeignKey):
                yield (told.container, address("table", told.to_namespace, told.to_table)), line.severity


def _kept(tables: Collection[Address], drifting: Mapping[Address, Group], edges: Iterable[Edge]) -> set[Address]:
    """All tables, or those that drift with as many neighbours as can be read; the gravest where it is too many."""
    if len(tables) <= READABLE:
        return set(tables)
    grave = sorted(drifting, key=lambda where: (-drifting[where].worst.rank, where))
    kept = set(grave[:READABLE])
    for where in sorted({other for edge in edges if kept & set(edge) for other in edge} - kept):
        if len(kept) < READABLE:
            kept.add(where)
    return kept


def _box(where: Address, group: Group | None, link: str | None, full: bool) -> _Box:
    name = safe(where.steps[0][1].removeprefix("public."))
    lines = sorted(group.lines, key=lambda line: -line.severity.rank) if group is not None else []
    marks = [(line.severity, line.label) for line in lines]
    if not full:
        marks = []
    shown = marks[:_MARKS]
    return _Box(name, shown, len(marks) - len(shown), group.worst if group is not None else None, link)


# ------------------------------------------------------------------ where it is drawn


def _lay_out(boxes: Mapping[Address, _Box], edges: Collection[Edge]) -> tuple[float, float]:
    """Puts every box in its place and gives the size of the sheet."""
    joined = {where for one, other in edges if one != other for where in (one, other)}
    layers = _layers(sorted(joined), sorted(edges))
    x = bottom = 0.0
    for column in (part for layer in layers for part in _parts(layer)):
        bottom = max(bottom, _stack([boxes[where] for where in column], x))
        x += _WIDE + _GAP_X
    alone = [where for where in sorted(boxes) if where not in joined]
    across = max(round(x / (_WIDE + _GAP_X)), 4)
    return _grid([boxes[where] for where in alone], across, bottom, x)


def _parts(layer: Sequence[Address]) -> Iterator[Sequence[Address]]:
    """A layer as columns that are not too high."""
    number = -(-len(layer) // _ROWS)
    size = -(-len(layer) // number) if number else 0
    for start in range(0, len(layer), size or 1):
        yield layer[start : start + size]


def _stack(column: Iterable[_Box], x: float) -> float:
    y = 0.0
    for box in column:
        box.x, box.y = x, y
        y += box.height + _GAP_Y
    return y


def _grid(alone: Sequence[_Box], across: int, top: float, right: float) -> tuple[float, float]:
    """The tables without keys, in rows below the others."""
    y = top + (_GAP_Y if top and alone else 0)
    for start in range(0, len(alone), across):
        row = alone[start : start + across]
        for number, box in enumerate(row):
            box.x, box.y = number * (_WIDE + _GAP_X), y
            right = max(right, box.x + _WIDE + _GAP_X)
        y += max(box.height for box in row) + _GAP_Y
    return max(right - _GAP_X, _WIDE), max(y - _GAP_Y, _HEAD)


def _layers(nodes: Sequence[Address], edges: Sequence[Edge]) -> list[list[Address]]:
    """Each table to the right of all it refers to, as far as there is no circle; ordered so that few lines cross."""
    refers: dict[Address, list[Address]] = {where: [] for where in nodes}
    for one, other in edges:
        if one != other:
            refers[one].append(other)
    depth = _depths(nodes, refers)
    layers: list[list[Address]] = [[] for _ in range(max(depth.values(), default=-1) + 1)]
    for where in nodes:
        layers[depth[where]].append(where)
    used: dict[Address, list[Address]] = {where: [] for where in nodes}
    for one, others in refers.items():
        for other in others:
            used[other].append(one)
    for _ in range(3):
        _settle(layers, refers.__getitem__)
        _settle(layers[::-1], used.__getitem__)
    return layers


def _depths(nodes: Iterable[Address], refers: Mapping[Address, Sequence[Address]]) -> dict[Address, int]:
    """How many tables are below each, without recursion; a reference that closes a circle does not count."""
    depth: dict[Address, int] = {}
    open_: set[Address] = set()
    for start in nodes:
        stack = [start]
        while stack:
            where = stack[-1]
            ahead = [other for other in refers[where] if other not in depth and other not in open_]
            if where not in depth and ahead:
                open_.add(where)
                stack.append(ahead[0])
                continue
            if where not in depth:
                depth[where] = max((depth[other] + 1 for other in refers[where] if other in depth), default=0)
            open_.discard(where)
            stack.pop()
    return depth


def _settle(layers: Sequence[list[Address]], neighbours: Callable[[Address], Sequence[Address]]) -> None:
    """Sorts each layer by where its neighbours stand (the barycentre method of Sugiyama)."""
    rank: dict[Address, float] = {where: number for layer in layers for number, where in enumerate(layer)}
    for layer in layers:
        middle = {where: _mean([rank[one] for one in neighbours(where)], rank[where]) for where in layer}
        layer.sort(key=lambda where: (middle[where], where))
        rank |= {where: number for number, where in enumerate(layer)}


def _mean(numbers: Sequence[float], otherwise: float) -> float:
    return sum(numbers) / len(numbers) if numbers else otherwise


# ------------------------------------------------------------------ how it is drawn


def _svg(boxes: Mapping[Address, _Box], edges: Mapping[Edge, Severity | None], width: float, height: float) -> str:
    margin = 16
    drawn = [_edge(boxes[one], boxes[other], severity) for (one, other), severity in sorted(edges.items(), key=_first)]
    drawn += map(_drawn, boxes.values())
    view = f"{-margin} {-margin} {width + 2 * margin + 40:.0f} {height + 2 * margin:.0f}"
    size = f'width="{width + 2 * margin + 40:.0f}" height="{height + 2 * margin:.0f}"'
    label = f"{plural(len(boxes), 'table')} and {plural(len(edges), 'foreign key')}"
    return (
        f'<svg {size} viewBox="{view}" role="group" aria-label="{label}">'
        '<defs><marker id="tip" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" markerHeight="8" '
        'markerUnits="userSpaceOnUse" orient="auto">'
        '<path class="tip" d="M0 0L8 4L0 8z"/></marker></defs>' + "".join(drawn) + "</svg>"
    )


def _first(item: tuple[Edge, Severity | None]) -> Edge:
    return item[0]


def _edge(one: _Box, other: _Box, severity: Severity | None) -> str:
    """From the table that refers to the one referred to; round the right side where that is not to the left."""
    y, to = one.y + _HEAD / 2, other.y + _HEAD / 2
    if other.x < one.x:
        x, end = one.x, other.x + _WIDE
        bend = min((x - end) / 2, 80)
        path = f"M{x:.0f} {y:.0f}C{x - bend:.0f} {y:.0f} {end + bend:.0f} {to:.0f} {end:.0f} {to:.0f}"
    else:
        x, end = one.x + _WIDE, other.x + _WIDE
        out, back = max(x, end) + 40, to + (8 if one is other else 0)
        path = f"M{x:.0f} {y:.0f}C{out:.0f} {y:.0f} {out:.0f} {back:.0f} {end:.0f} {back:.0f}"
    drift = f" drift {severity}" if severity is not None else ""
    return f'<path class="key{drift}" d="{path}" marker-end="url(#tip)"/>'


def _drawn(box: _Box) -> str:
    worst = f" {box.worst}" if box.worst is not None else ""
    lines = [f"{SIGNS[severity]} {_short(label)}" for severity, label in box.marks]
    lines += [f"and {box.more} more"] if box.more else []
    classes = [str(severity) for severity, _ in box.marks] + ["more"] * bool(box.more)
    sign = f"{SIGNS[box.worst]} " if box.worst is not None else ""
    told = escape(f"{box.name}: {box.worst}" if box.worst is not None else box.name)
    inside = (
        f'<rect class="box{worst}" x="{box.x:.0f}" y="{box.y:.0f}" width="{_WIDE}" height="{box.height:.0f}" rx="5">'
        f"<title>{told}</title></rect>"
        f'<text class="name" x="{box.x + 10:.0f}" y="{box.y + 19:.0f}">{sign}{escape(_short(box.name))}</text>'
    )
    for number, (line, kind) in enumerate(zip(lines, classes, strict=True)):
        y = box.y + _HEAD + 12 + number * _STEP
        inside += f'<text class="{kind}" x="{box.x + 10:.0f}" y="{y:.0f}">{escape(line)}</text>'
    return f"<g>{inside}</g>" if box.link is None else f'<a href="#{escape(box.link)}">{inside}</a>'


def _short(text: str) -> str:
    return text if len(text) <= _LETTERS else text[: _LETTERS - 1] + "…"
