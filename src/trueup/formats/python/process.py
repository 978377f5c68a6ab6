"""A program run by a project's own interpreter in a process of its own, when its user asks for it; it answers in JSON.

What the program does is its format's affair. The project's code runs with the user's rights, as its own commands do.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from trueup.errors import SourceError
from trueup.files import shown

SECONDS = 120
"""How long a project may take to be imported."""
_PLACES = (".venv", "venv", "env", ".virtualenv", "virtualenv")
_PASSWORD = re.compile(r"(://[^\s:/@]*:)[^\s@]*@")
_LARGEST = 256 * 1024 * 1024


def interpreter(root: Path) -> Path:
    """The Python of a project's own virtual environment: never the one that runs this. Raises SourceError."""
    for folder in (root, *root.absolute().parents[:2]):
        for name in _PLACES:
            for path in (folder / name / "bin" / "python", folder / name / "Scripts" / "python.exe"):
                if path.is_file():
                    return path
    active = os.environ.get("VIRTUAL_ENV")
    if active and (path := Path(active) / "bin" / "python").is_file() and path.absolute() != Path(sys.executable):
        return path
    raise SourceError(
        "the project's own Python was not found",
        where=shown(root),
        help=f"Make its environment in {shown(root / '.venv')}, or activate it; it needs the project's packages.",
    )


def ask(
    python: Path,
    program: str,
    arguments: list[str],
    root: Path,
    environment: Mapping[str, str],
    seconds: float | None = None,
) -> Any:
    """What a program answers: it writes JSON to the file descriptor that its first argument is.

    Everything the project prints is left alone on stdout and shown, from stderr, when the program fails, but for
    passwords. What is for trueup alone in the environment is not passed on. Raises SourceError.
    """
    read, write = os.pipe()
    command = [str(python), "-c", program, str(write), *arguments]
    try:
        with os.fdopen(read, "rb") as answer:
            try:
                running = subprocess.Popen(
                    command,
                    cwd=root,
                    env={**_passed_on(), **environment},
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.PIPE,
                    pass_fds=(write,),
                    start_new_session=True,
                )
            finally:
                os.close(write)
            return _answered(running, answer, root, SECONDS if seconds is None else seconds)
    except OSError as error:
        raise SourceError(
            f"the project's Python cannot be run: {error.strerror}",
            where=str(python),
            help="Make the project's virtual environment again, or let trueup only read the code.",
        ) from None


def _passed_on() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith("TRUEUP_")}


def _answered(running: subprocess.Popen[bytes], answer: Any, root: Path, seconds: float) -> Any:
    import threading

    parts: list[bytes] = []
    reader = threading.Thread(target=lambda: parts.append(answer.read(_LARGEST)), daemon=True)
    reader.start()
    try:
        _, said = running.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        with suppress(OSError):
            os.killpg(running.pid, 9)
        running.wait()
        raise SourceError(
            f"importing the project took more than {seconds:g} seconds",
            where=shown(root),
            help="Something in it waits, for a database or a service perhaps: give its settings what they need.",
        ) from None
    reader.join(5)
    if running.returncode != 0:
        told = _PASSWORD.sub(r"\1***@", said.decode(errors="replace").strip()[-4000:])
        raise SourceError(
            f"the project could not be imported:\n{told}",
            where=shown(root),
            help="Does its own command (such as `python manage.py check`) work here, with this environment?",
        )
    try:
        return json.loads(b"".join(parts))
    except ValueError:
        raise SourceError(
            "the project's Python gave no answer that can be read",
            where=shown(root),
            help="Importing it may end the process: try `python -c 'import …'` by hand, in its environment.",
        ) from None
