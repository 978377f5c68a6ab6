"""What the user sees when something fails: one message, never a secret, a traceback only in a file or on request."""

from __future__ import annotations

import json
import os
import sys

from trueup.errors import ApplyFailed, Refused, ReplayFailed, TrueupError
from trueup.reports.text import safe


def expected(error: TrueupError, form: str | None) -> int:
    """Report a problem the user can act on, and give the exit code for it."""
    if form == "json":
        print(json.dumps(as_json(error), indent=2, ensure_ascii=False))  # noqa: T201 - stdout is the result
    sys.stderr.write(f"trueup: {_lines(str(error))}\n")
    return error.exit_code


def as_json(error: TrueupError) -> dict[str, object]:
    """The error object of the JSON report."""
    found: dict[str, object] = {
        "type": type(error).__name__,
        "message": error.message,
        "where": error.where,
        "help": error.help,
    }
    if isinstance(error, ReplayFailed):
        found |= {"statement": error.statement, "sqlstate": error.sqlstate, "reached": error.reached}
    if isinstance(error, ApplyFailed):
        found |= {"statement": error.statement, "sqlstate": error.sqlstate, "number": error.number}
        found |= {"done": error.done, "total": error.total}
    if isinstance(error, Refused):
        found |= {"reasons": list(error.reasons)}
    return {"trueup": 1, "error": found}


def unexpected(error: Exception) -> int:
    """Report a fault of trueup itself, keeping the traceback for whoever looks into it."""
    import traceback

    lines = "".join(traceback.format_exception(error))
    if os.environ.get("TRUEUP_DEBUG"):
        sys.stderr.write(lines)
        kept = ""
    else:
        import tempfile

        with tempfile.NamedTemporaryFile(
            "w", prefix="trueup-", suffix=".log", delete=False, encoding="utf-8", errors="backslashreplace"
        ) as log:
            log.write(lines)
        kept = f" The traceback is in {log.name}; look through it for secrets before you share it."
    what = safe(str(error).split("\n", 1)[0])
    sys.stderr.write(
        f"trueup: this should not have happened ({type(error).__name__}: {what}). Please report it.{kept}\n"
    )
    return 2


def _lines(text: str) -> str:
    return "\n".join(map(safe, text.split("\n")))
