"""What is open about renames, over all places of a project or between two sources: each question once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from trueup.renames.found import Question, Rename

if TYPE_CHECKING:
    from trueup.model import Address, Scope


def between(
    before: str, after: str, *, scope: Scope | None = None, shadow_url: str | None = None, samples: int = 0
) -> tuple[Question, ...]:
    """What is open between two sources, by address. Raises TrueupError."""
    from trueup.compare import compare
    from trueup.renaming import open_questions, renames, with_answers

    found = compare(before, after, scope=scope, shadow_url=shadow_url)
    return open_questions(renames(with_answers(found, {}, (), samples)))


def here(only: Sequence[str], ignore: Sequence[str], shadow_url: str | None, samples: int = 0) -> tuple[Question, ...]:
    """What is open between the places ``check`` looks at and the truth. Raises TrueupError."""
    from trueup import check
    from trueup.renaming import open_questions, renames, with_answers

    checked = check.compare(check.ask(only=only, ignore=ignore, shadow_url=shadow_url))
    read = checked.readings.values()
    return merged(open_questions(renames(with_answers(one, {}, (), samples))) for one in read)


def merged(found: Iterable[Iterable[Question]]) -> tuple[Question, ...]:
    """Each question once, with the candidates of all places; of each the place that is surest of it."""
    best: dict[Address, dict[Address, Rename]] = {}
    stayed: dict[Address, bool] = {}
    for questions in found:
        for question in questions:
            mine = best.setdefault(question.before, {})
            stayed[question.before] = stayed.get(question.before, True) and question.stayed
            for one in question.candidates:
                if one.after not in mine or mine[one.after].confidence < one.confidence:
                    mine[one.after] = one
    return tuple(
        Question(where, tuple(sorted(some.values(), key=lambda one: (-one.confidence, one.after))), stayed[where])
        for where, some in sorted(best.items())
    )
