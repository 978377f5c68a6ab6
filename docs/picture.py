"""Draws docs/check.svg: what ``trueup check`` says about the demo's project after its database was changed by hand.

python docs/picture.py
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from io import StringIO
from pathlib import Path

from rich.console import Console
from rich.text import Text

WIDTH = 108


def main() -> None:
    """Run the demo as far as the drift, and draw it."""
    from trueup.cli import story

    with tempfile.TemporaryDirectory() as folder, story.database() as url:
        project = Path(folder) / "shop"
        story.copy_project(project)
        story.apply(url, story.migrations(project))
        story.apply(url, story.drift())
        environment = os.environ | {"DATABASE_URL": url, "FORCE_COLOR": "1", "COLUMNS": str(WIDTH)}
        shown = subprocess.run(
            [sys.executable, "-m", "trueup", "check"],
            cwd=project,
            env=environment,
            capture_output=True,
            encoding="utf-8",
            check=False,
        ).stdout
    draw(shown.replace(story.label(url), "postgresql://app:***@db.example.com/shop"))


def draw(shown: str) -> None:
    """Write the picture."""
    console = Console(record=True, width=WIDTH, file=StringIO(), force_terminal=True, color_system="truecolor")
    console.print("[bold green]$[/] trueup check")
    console.print(Text.from_ansi(shown.rstrip()))
    (Path(__file__).parent / "check.svg").write_text(
        console.export_svg(title="~/shop", unique_id="check") + "\n", encoding="utf-8"
    )


if __name__ == "__main__":
    main()
