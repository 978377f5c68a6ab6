"""What is open about renames: each question with its candidates, the evidence, and the words that answer it."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from trueup.model import Address
from trueup.reports.text import plural, safe

if TYPE_CHECKING:
    from trueup.renames.found import Question, Rename
    from trueup.reports.console import Line

MOST_REASONS = 3


def rename_flags(one: Rename) -> list[str]:
    """The arguments that answer "yes"."""
    return ["--rename", str(one.before), str(one.after)]


def drop_flags(where: Address) -> list[str]:
    """The arguments that answer "it is gone"."""
    return ["--drop", str(where)]


def refusal(found: Sequence[Question]) -> Iterator[Line]:
    """Why there is no plan, and how to get one."""
    one = len(found) == 1
    yield (("No plan yet: ", "bad"), (f"{plural(len(found), 'question')} {'is' if one else 'are'} open.", ""))
    for question in found:
        yield ()
        yield from asked(question)
    yield ()
    yield (("Answer with these flags, or with `trueup decide` for everybody.", ""),)
    yield (("With --format sql there is a script all the same; it drops what is asked about.", "dim"),)


def listed(found: Sequence[Question]) -> Iterator[Line]:
    """All questions, for somebody who cannot be asked here."""
    if not found:
        yield (("Nothing is open.", "good"),)
        return
    yield ((plural(len(found), "question"), "warn"), (" about what may only have a new name.", ""))
    for question in found:
        yield ()
        yield from asked(question)


def choices(question: Question, candidates: Sequence[Rename], number: int, of: int) -> Iterator[Line]:
    """One question on a terminal: what can be answered."""
    yield ()
    yield ((f"{number} of {of}  ", "dim"), (safe(str(question.before)), "changed"), (" is not there any more.", ""))
    for n, one in enumerate(candidates, 1):
        yield ((f"  {n:<6}", "head"), (f"it is {safe(str(one.after))} now", ""), (f"  {sure(one)}", "changed"))
        for line in reasons(one):
            yield (("    ", ""), *line)
    yield (("  gone  ", "head"), ("it is gone, and what it holds", ""))
    yield (("  skip  ", "head"), ("not now: it is neither dropped nor renamed", ""))


def asked(question: Question) -> Iterator[Line]:
    """One question, its candidates with what speaks for and against them, and the flags that answer it."""
    yield ((safe(str(question.before)), "changed"), (" is not there any more. Is it one of these now?", ""))
    for one in question.candidates:
        yield ((f"  {safe(str(one.after))}", ""), (f"  {sure(one)}", "changed"))
        yield from reasons(one)
        yield ((f"    {safe(shlex.join(rename_flags(one)))}", "dim"),)
    yield (("  or is it gone, and what it holds?", ""),)
    yield ((f"    {safe(shlex.join(drop_flags(question.before)))}", "dim"),)


def reasons(one: Rename) -> Iterator[Line]:
    """What weighs most, for it and against it."""
    for reason in one.reasons[:MOST_REASONS]:
        against = reason.weight < 0 or reason.what == "contradiction"
        yield ((f"    {'−' if against else '+'} {safe(reason.text)}", "dim"),)


def sure(one: Rename) -> str:
    """How sure it is, in a word that promises nothing."""
    return f"{min(one.confidence, 0.99):.0%}" + ("" if one.standing != "possible" else "?")


def plain(found: Sequence[Question]) -> Iterator[str]:
    """A line for each question, beside a script that goes to a pipe."""
    for question in found:
        best = question.candidates[0]
        yes, no = (safe(shlex.join(flags)) for flags in (rename_flags(best), drop_flags(question.before)))
        yield (
            f"question: {safe(str(question.before))} is dropped. Is it {safe(str(best.after))} now ({sure(best)})?"
            f" Then {yes} keeps its data; {no} says that it is gone."
        )
