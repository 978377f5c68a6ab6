"""What is open about renames: each question with its candidates, the evidence, and the words that answer it."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from trueup.reports.described import sure
from trueup.reports.text import safe
from trueup.wording import plural

if TYPE_CHECKING:
    from trueup.renames.found import Question, Rename
    from trueup.reports.console import Line

MOST_REASONS = 3

_NONE = {True: "what has the name is what it was", False: "it is gone, and what it held"}


def rename_flags(one: Rename) -> list[str]:
    """The arguments that answer "yes"."""
    return ["--rename", str(one.before), str(one.after)]


def otherwise(question: Question) -> list[str]:
    """The arguments that answer "none of these": it is gone, or what still has its name is what it was."""
    where = str(question.before)
    return ["--rename", where, where] if question.stayed else ["--drop", where]


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
    yield ((f"{number} of {of}  ", "dim"), (safe(str(question.before)), "changed"), ("", ""))
    for n, one in enumerate(candidates, 1):
        yield ((f"  {n:<6}", "head"), (f"it is {safe(str(one.after))} now", ""), (f"  {sure(one)}", "changed"))
        for line in reasons(one):
            yield (("    ", ""), *line)
    yield (("  none  ", "head"), (_NONE[question.stayed], ""))
    yield (("  skip  ", "head"), ("not now: it is neither dropped nor renamed", ""))


def asked(question: Question) -> Iterator[Line]:
    """One question, its candidates with what speaks for and against them, and the flags that answer it."""
    what = "may be something else now" if question.stayed else "is not there any more"
    yield ((safe(str(question.before)), "changed"), (f" {what}. Is it one of these?", ""))
    for one in question.candidates:
        yield ((f"  {safe(str(one.after))}", ""), (f"  {sure(one)}", "changed"))
        yield from reasons(one)
        yield ((f"    {safe(shlex.join(rename_flags(one)))}", "dim"),)
    yield ((f"  or {_NONE[question.stayed]}?", ""),)
    yield ((f"    {safe(shlex.join(otherwise(question)))}", "dim"),)


def reasons(one: Rename) -> Iterator[Line]:
    """What weighs most, for it and against it."""
    for reason in one.reasons[:MOST_REASONS]:
        against = reason.weight < 0 or reason.what == "contradiction"
        yield ((f"    {'−' if against else '+'} {safe(reason.text)}", "dim"),)


def plain(found: Sequence[Question]) -> Iterator[str]:
    """A line for each question, beside a script that goes to a pipe."""
    for question in found:
        best = question.candidates[0]
        yes, no = (safe(shlex.join(flags)) for flags in (rename_flags(best), otherwise(question)))
        what = "keeps its name" if question.stayed else "is dropped"
        yield (
            f"question: {safe(str(question.before))} {what}. Is it {safe(str(best.after))} now ({sure(best)})?"
            f" Then {yes} keeps its data; else {no}"
        )
