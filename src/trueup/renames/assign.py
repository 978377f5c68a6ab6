"""The assignment of rows to columns with the highest sum of scores; a row or column may stay alone."""

from __future__ import annotations

from collections.abc import Sequence

_NEVER = 1e9


def assign(scores: Sequence[Sequence[float | None]], least: float = 0.0) -> dict[int, int]:
    """Rows and the column each gets, so that the sum of ``score - least`` is highest. None can never be paired.

    Nothing with a score below ``least`` is paired. The Hungarian method with potentials: for n rows and m columns
    n²·(n + m) steps.

    >>> assign([[3.0, 2.0], [2.5, 0.5]])
    {0: 1, 1: 0}
    """
    if not scores:
        return {}
    count = len(scores)
    width = len(scores[0])
    cost = [
        [_NEVER if score is None else least - score for score in row]
        + [0.0] * count  # a place of its own to stay alone
        for row in scores
    ]
    rows, columns = [0.0] * (count + 1), [0.0] * (width + count + 1)
    owner = [0] * (width + count + 1)
    for row in range(1, count + 1):
        _augment(row, cost, rows, columns, owner)
    found = {owner[column] - 1: column - 1 for column in range(1, width + 1) if owner[column]}
    return {row: found[row] for row in sorted(found) if cost[row][found[row]] <= 0}


def _augment(row: int, cost: list[list[float]], rows: list[float], columns: list[float], owner: list[int]) -> None:
    """Give one more row its column, moving others where that costs less; column 0 stands for the row to be placed."""
    size = len(columns)
    low, way, used = [float("inf")] * size, [0] * size, [False] * size
    owner[0], at = row, 0
    while True:
        used[at] = True
        here, step, following = owner[at], float("inf"), 0
        for column in range(1, size):
            if not used[column]:
                reduced = cost[here - 1][column - 1] - rows[here] - columns[column]
                if reduced < low[column]:
                    low[column], way[column] = reduced, at
                if low[column] < step:
                    step, following = low[column], column
        for column in range(size):
            if used[column]:
                rows[owner[column]] += step
                columns[column] -= step
            else:
                low[column] -= step
        at = following
        if not owner[at]:
            break
    while at:
        owner[at] = owner[way[at]]
        at = way[at]
