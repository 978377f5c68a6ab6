"""``trueup demo NAME``: an example project in each of its worlds, with databases of its own, checked for real."""

from __future__ import annotations

import tempfile
from contextlib import ExitStack
from functools import cache
from pathlib import Path

from trueup.cli.story import Story, apply, database
from trueup.demo import examples


def show(name: str, color: bool) -> int:
    """Show an example and give the exit code: 0 when every check ended as it should. Raises ConfigError."""
    worlds = examples.worlds(name)
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="trueup-demo-")))
        story = Story(folder, {}, color)
        story.say(examples.about(name))
        make = maker(stack)
        for world in worlds:
            project = folder / world.name
            story.enter(project, examples.set_up(name, world, project, make))
            story.say(world.about)
            story.run(world.exit, "check")
        return story.end()


def maker(stack: ExitStack) -> examples.MakeDatabase:
    """Makes each database once, in a PostgreSQL of its own: as environments are, on servers that share nothing."""

    @cache
    def make(_name: str, sql: str) -> str:
        url = stack.enter_context(database())
        apply(url, sql)
        return url

    return make
