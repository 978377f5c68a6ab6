"""What the pages show is what happens: their commands are run and their output compared.

In a page, the commands of a ``console`` block are run in order in a copy of the demo's project whose database has its
migrations; an ``sql run`` block is executed in that database, a block with the name of a file becomes that file. A last
line ``[1]`` is the exit code. What follows a command is its output, rewritten by ``pytest --update``.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "tests" / "transcripts").glob("*.md"))]
BLOCK = re.compile(r"^```(console|sql run|\w+ [\w/.-]+\.\w+)\n(.*?)^```$", re.M | re.S)
PUBLIC_URL = "postgresql://app@db.example.com/shop"
STRANGE = re.compile(r"\d+\.\d+ s\b|\d+ ms\b")


class Transcript:
    """Runs the blocks of a page and gives the page with what came out."""

    def __init__(self, project: Path, url: str, path: str) -> None:
        self._project = project
        self._url = url
        self._environment = os.environ | {"DATABASE_URL": url, "COLUMNS": "100", "PATH": path, "LC_ALL": "C.UTF-8"}

    def block(self, found: re.Match[str]) -> str:
        language, text = found.groups()
        if language == "sql run":
            self._shell('psql -qX -v ON_ERROR_STOP=1 "$DATABASE_URL"', text)
            return found.group(0)
        if language != "console":
            file = self._project / language.partition(" ")[2]
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
            return found.group(0)
        told = "".join(self._command(line[2:]) for line in text.split("\n") if line.startswith("$ "))
        return f"```console\n{told}```"

    def _command(self, command: str) -> str:
        code, output = self._shell(command)
        lines = self._tidy(output)
        if lines and not lines.endswith("\n"):
            lines += "\n"
        return f"$ {command}\n{lines}" + (f"[{code}]\n" if code else "")

    def _shell(self, command: str, stdin: str = "") -> tuple[int, str]:
        done = subprocess.run(
            ["sh", "-c", command],
            cwd=self._project,
            env=self._environment,
            input=stdin,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            timeout=120,
            check=False,
        )
        assert done.returncode == 0 or not stdin, done.stdout
        return done.returncode, done.stdout

    def _tidy(self, output: str) -> str:
        shown = output.replace(self._url, PUBLIC_URL).replace(str(self._project), "~/shop")
        return STRANGE.sub(lambda m: re.sub(r"[\d.]+", "…", m.group(0)), shown)


@pytest.fixture
def transcript(tmp_path, database, pg_tool):
    project = tmp_path / "shop"
    shutil.copytree(str(files("trueup.demo").joinpath("project")), project)
    shutil.rmtree(project / "__pycache__", ignore_errors=True)
    url = database("".join(p.read_text() + "\n" for p in sorted((project / "migrations").glob("*.sql"))))
    tools = [str(Path(sys.executable).parent), str(Path(pg_tool("18", "psql")).parent), os.environ["PATH"]]
    return Transcript(project, url, os.pathsep.join(tools))


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.stem)
def test_pages_show_what_happens(page, transcript, request):
    text = page.read_text(encoding="utf-8")
    assert BLOCK.search(text), f"{page.name} shows no command"
    now = BLOCK.sub(transcript.block, text)
    if request.config.getoption("--update"):
        page.write_text(now, encoding="utf-8")
    assert now == page.read_text(encoding="utf-8")


@pytest.mark.parametrize("page", [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))], ids=lambda p: p.stem)
def test_links_and_files_named_in_pages_exist(page):
    text = page.read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", text) + re.findall(r'src="([^"]+)"', text):
        if "://" not in target:
            assert (page.parent / target).exists(), f"{page.name} names {target}"
    for named in re.findall(r"`((?:src|tests|docs|bench)/[^`<>*… ]+)`", text):
        assert (ROOT / named).exists(), f"{page.name} names {named}"


def rooms_of_the_map() -> set[Path]:
    """What docs/map.md names, and all above it; a name without a folder is in that of the path before it."""
    found: set[Path] = set()
    for row in (ROOT / "docs" / "map.md").read_text(encoding="utf-8").splitlines():
        folder = None
        for named in re.findall(r"`([^` ]+(?:\.\w+|/))`", row) if row.startswith("| ") else ():
            path = None
            if named.partition("/")[0] in ("src", "tests", "bench", "examples"):
                where = named.rpartition("/")[0]
                folder, path = (None if "<" in where else ROOT / where), ROOT / named
            elif folder is not None:
                path = folder / named
            if path is not None:
                assert "<" in named or path.exists(), f"docs/map.md names {named}"
                found |= {path, *path.parents}
    return found


def test_the_map_names_every_room():
    source = ROOT / "src" / "trueup"
    there = {path for folder in (source, source / "postgres") for path in folder.iterdir()}
    rooms = {path for path in there if path.suffix == ".py" or (path.is_dir() and (path / "__init__.py").exists())}
    hidden = {path for path in rooms if path.name.startswith("__")}
    assert rooms - hidden - rooms_of_the_map() == set()


def test_the_schema_of_the_json_is_one():
    import jsonschema

    jsonschema.Draft202012Validator.check_schema(json.loads((ROOT / "docs" / "json-schema.json").read_text()))


def test_the_changelog_knows_this_version():
    import trueup

    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert f"## [{trueup.__version__}]" in text or "## [Unreleased]" in text


def test_the_version_is_said_once():
    import tomllib

    import trueup

    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    assert project.get("version", trueup.__version__) == trueup.__version__
