"""Where a result goes: to a file or to stdout, in colour on a terminal. What it says is not known here.

Kept apart from the command line so that a remembered answer is printed before that is loaded.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from trueup.reports.console import Line


def write(text: str, output: str | None) -> None:
    """The result as text, to the file or to stdout."""
    if output is None:
        _binary(text, sys.stdout)
        return
    from pathlib import Path

    from trueup.errors import ConfigError

    try:
        Path(output).write_text(text, encoding="utf-8", errors="surrogateescape")
    except OSError as error:
        raise ConfigError(
            f"cannot write the result: {error.strerror}",
            where=output,
            help="Is the folder there, and may you write in it?",
        ) from None


def _binary(text: str, stream: Any) -> None:
    """UTF-8 whatever the locale is; a stream without bytes below it (in tests) takes the text."""
    buffer = getattr(stream, "buffer", None)
    if buffer is None:
        stream.write(text)
    else:
        stream.flush()
        buffer.write(text.encode("utf-8", "surrogateescape"))
    stream.flush()


def write_json(found: object, output: str | None) -> None:
    """The result as JSON."""
    write(json_text(found), output)


def json_text(found: object) -> str:
    """The text of a JSON report."""
    import json

    return json.dumps(found, indent=2, ensure_ascii=False) + "\n"


def show(lines: Iterable[Line], output: str | None, color: bool | None) -> None:
    """The result for people: in colour on a terminal, plain text elsewhere."""
    if output is None and (sys.stdout.isatty() or (colored(color, sys.stdout) and os.environ.get("COLUMNS"))):
        import shutil

        from trueup.reports.text import fold

        width = shutil.get_terminal_size().columns
        lines = [part for line in lines for part in fold(line, width)]
    if output is None and colored(color, sys.stdout):
        _rich(lines)
    else:
        write("".join("".join(text for text, _ in line).rstrip() + "\n" for line in lines), output)


def colored(color: bool | None, stream: Any) -> bool:
    """Whether to use colour: what was asked for, else NO_COLOR and FORCE_COLOR, else whether it is a terminal."""
    if color is not None:
        return color
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return bool(stream.isatty()) and os.environ.get("TERM") != "dumb"


def _rich(lines: Iterable[Line]) -> None:
    from rich.console import Console

    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # a terminal that has no such letters
    console = Console(force_terminal=True, highlight=False, markup=False, emoji=False)
    for line in lines:
        console.print(text(line), soft_wrap=True)


def text(line: Line) -> Any:
    """A line as rich prints it; markup in a name means nothing."""
    from rich.text import Text

    from trueup.reports.console import STYLES

    found = Text()
    for span, style in line:
        found.append(span, STYLES[style])
    return found
