"""The program: ``trueup`` and ``python -m trueup``."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence


def main() -> None:
    """Run the command line, unless a few arguments can be answered, or a question sent, before it is loaded."""
    arguments = sys.argv[1:]
    if arguments[:1] in (["check"], ["snapshot"]):
        from importlib import import_module

        code = import_module("trueup.check" if arguments[0] == "check" else "trueup.written").again(arguments)
        if code is not None:
            sys.exit(code)
    elif arguments[:1] in (["diff"], ["plan"]):
        from trueup.postgres import early

        early.start(arguments)
        code = _difference(arguments)
        if code is not None:
            sys.exit(code)
    from trueup.cli import main as command

    command()


def _difference(arguments: Sequence[str]) -> int | None:
    """The whole of ``diff FROM TO`` without an option; None when there is more to it.

    What parses options and draws progress is not loaded for this. Problems are left to the usual way, which meets
    them again and says what they are.
    """
    plain = arguments[:1] == ["diff"] and len(arguments) == 3 and not any(one[:1] in ("", "-") for one in arguments)
    if not plain or os.environ.get("TRUEUP_SHADOW") or sys.stderr.isatty():
        return None
    from trueup.compare import compare
    from trueup.errors import TrueupError
    from trueup.output import show
    from trueup.reports.console import difference

    try:
        found = compare(*arguments[1:]).comparison
        show(difference(found), None, None)
    except (TrueupError, BrokenPipeError):
        return None
    return 0 if found.equal else 1


if __name__ == "__main__":
    main()
