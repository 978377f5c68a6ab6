"""A schema as the project's own drizzle-kit says it, when its user asks for that: the project's code is run there.

The statements it generates for an empty database are loaded into the shadow. Places are those of the static reading,
where it has any.
"""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from trueup.declaration import Builder, Declaration
from trueup.errors import SourceError
from trueup.formats.drizzle import says
from trueup.formats.drizzle.resolve import upwards

if TYPE_CHECKING:
    from trueup.formats.drizzle.config import DrizzleConfig
    from trueup.formats.drizzle.versions import Version

SECONDS = 180
"""How long drizzle-kit may take."""
_PROGRAM = "node_modules/.bin/drizzle-kit"
_LINES = 12


def read(settings: DrizzleConfig, version: Version) -> Declaration:
    """What drizzle-kit makes of the schema files from nothing, by ``drizzle-kit generate``. Raises SourceError."""
    from trueup.model import Schema
    from trueup.postgres.elaborate import Script, elaborate

    program = _program(settings)
    with tempfile.TemporaryDirectory(prefix="trueup-kit-") as out:
        _generate(program, settings, version, Path(out))
        scripts = [Script("drizzle-kit", text, name) for name, text in _made(Path(out))]
    if not scripts:
        raise SourceError("drizzle-kit made no statement", where=settings.file, help="Does `drizzle-kit export` work?")
    made: Schema = elaborate(scripts)
    builder = Builder()
    with suppress(SourceError):
        builder.origins |= settings.read(version).origins
    for obj in (obj for where, obj in made.objects.items() if where != "schema public"):
        builder.add(obj, builder.origins.get(obj.address))
    return builder.done(says.scope(version))


def _program(settings: DrizzleConfig) -> Path:
    for above in upwards(os.path.dirname(os.path.abspath(settings.file))):
        path = Path(above) / _PROGRAM
        if path.exists():
            return path
    raise SourceError(
        "the project has no drizzle-kit installed",
        where=settings.file,
        help="Install its packages, or read the schema without --via drizzle-kit.",
    )


def _generate(program: Path, settings: DrizzleConfig, version: Version, out: Path) -> None:
    """Run ``generate``, or ``generate:pg`` as it was called before 0.21."""
    root = program.parents[2]
    files = [os.path.relpath(os.path.abspath(file), root) for file in settings.schema]
    told = [f"--out={os.path.relpath(out, root)}"]
    told += [f"--schema={files[0] if len(files) == 1 else '{' + ','.join(files) + '}'}"]
    told += [f"--casing={settings.casing}"] if settings.casing is not None and version.takes_casing else []
    done = _run([str(program), "generate", "--dialect=postgresql", *told], root, settings)
    if done.returncode and b"generate:pg" in done.stdout:
        done = _run([str(program), "generate:pg", *told], root, settings)
    if done.returncode or not any(_made(out)):
        said = done.stdout.decode("utf-8", "replace").strip().splitlines()[-_LINES:]
        raise SourceError(
            "drizzle-kit failed:\n" + "\n".join(f"    {line}" for line in said),
            where=settings.file,
            help="`drizzle-kit generate` must work in the project.",
        )


def _run(command: list[str], root: Path, settings: DrizzleConfig) -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(
            command,
            cwd=root,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise SourceError(
            f"drizzle-kit did not end within {SECONDS} s",
            where=settings.file,
            help="`drizzle-kit generate` must work in the project; without --via the schema is only read.",
        ) from None
    except OSError as error:
        raise SourceError(
            f"drizzle-kit cannot be run: {error.strerror}",
            where=command[0],
            help="Install the project's packages; without --via the schema is only read.",
        ) from None


def _made(out: Path) -> Iterator[tuple[str, str]]:
    """The SQL files it wrote: in the folder before 1.0, in folders of their own since."""
    for path in sorted(out.rglob("*.sql")):
        yield path.stem, path.read_text(encoding="utf-8")
