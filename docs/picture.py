"""Makes the pictures of the README from real runs: docs/check.svg and docs/report.png.

The first is what ``trueup check`` says about the demo's project after its database was changed by hand, the second the
HTML report of the health example in Chromium.

python docs/picture.py
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from io import StringIO
from pathlib import Path

from rich.console import Console
from rich.text import Text

HERE = Path(__file__).parent
WIDTH = 108
SIZE = (1280, 1320)
"""Of the picture of the page, in pixels."""


def main() -> None:
    """Make both."""
    with tempfile.TemporaryDirectory() as folder:
        console(Path(folder) / "shop")
        page(Path(folder))


def console(project: Path) -> None:
    """Run the demo as far as the drift, and draw what a check prints."""
    from trueup.cli import story

    with story.database() as url:
        story.copy_project(project)
        story.apply(url, story.migrations(project))
        story.apply(url, story.drift())
        variables = {"DATABASE_URL": url, "FORCE_COLOR": "1", "COLUMNS": str(WIDTH)}
        trueup(project, variables, "init")
        draw(trueup(project, variables, "check"))


def page(folder: Path) -> None:
    """Write the report of the health example, and take a picture of its beginning."""
    from trueup.cli import story, tour
    from trueup.demo import examples

    world = examples.worlds("health")[0]
    with ExitStack() as stack:
        variables = examples.set_up("health", world, folder / "health", tour.maker(stack))
        trueup(folder / "health", variables, "check", "--format", "html", "-o", str(folder / "report.html"))
        assert all(story.label(url) not in (folder / "report.html").read_text("utf-8") for url in variables.values())
    photograph(folder / "report.html", HERE / "report.png")


def trueup(project: Path, variables: dict[str, str], *arguments: str) -> str:
    """What a command prints in a project."""
    return subprocess.run(
        [sys.executable, "-m", "trueup", *arguments],
        cwd=project,
        env=os.environ | variables,
        capture_output=True,
        encoding="utf-8",
        check=False,
    ).stdout


def draw(shown: str) -> None:
    """Write the picture of a terminal."""
    console = Console(record=True, width=WIDTH, file=StringIO(), force_terminal=True, color_system="truecolor")
    console.print("[bold green]$[/] trueup check")
    console.print(Text.from_ansi(shown.rstrip()))
    (HERE / "check.svg").write_text(console.export_svg(title="~/shop", unique_id="check") + "\n", encoding="utf-8")


def photograph(file: Path, picture: Path) -> None:
    """Write the picture of a page, in as few colours as it needs."""
    sys.path.insert(0, str(HERE.parent / "tests"))
    from browser import browser, program

    chromium = program()
    if chromium is None:
        raise SystemExit("no Chromium on this machine: report.png stays as it is")
    with browser(chromium) as found:
        found.prefer(color_scheme="light", reduced_motion="reduce")
        found("Emulation.setDeviceMetricsOverride", width=SIZE[0], height=SIZE[1], deviceScaleFactor=1, mobile=False)
        found("Emulation.setScrollbarsHidden", hidden=True)
        found.open(file)
        found.picture(picture)


if __name__ == "__main__":
    main()
