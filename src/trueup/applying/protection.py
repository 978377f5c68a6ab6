"""Which databases are changed only by somebody who says so: by their names in the configuration, or their addresses."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

from trueup.errors import TrueupError
from trueup.formats.live import Live
from trueup.project import named

if TYPE_CHECKING:
    from trueup.project.config import Config

_PRODUCTION = re.compile(r"(.*[-_. ])?(prod|production|live)([-_. 0-9].*)?", re.I)
_LOCAL = re.compile(r"|localhost|127\..*|::1|/.*|@.*", re.S)


def protection(target: str, source: Live, config: Config) -> str | None:
    """Why a database wants ``--yes``, None when it does not.

    An environment does that is marked so, or has a name like ``production``; so does an address of another machine
    that no environment has, because nobody said what it is.
    """
    if target in config.protected:
        return "it is marked so in the configuration"
    if target in config.environments:
        return "its name is that of production" if _PRODUCTION.fullmatch(target) else None
    place = _place(source.url)
    others = {name: _place_of(name, config) for name in config.environments}
    for name, other in others.items():
        if other == place:
            return protection(name, source, config)
    if not all(_LOCAL.fullmatch(host) for host in place[0].split(",")):
        return "it is on another machine, and no environment of trueup.toml has its address"
    return None


def _place(url: str) -> tuple[str, str, str]:
    """Host, port and database of a connection address."""
    from psycopg.conninfo import conninfo_to_dict

    from trueup.postgres.connect import normal

    found = {name: str(value) for name, value in conninfo_to_dict(normal(url)).items() if value is not None}
    host = found.get("host") or found.get("hostaddr") or os.environ.get("PGHOST", "")
    if "service" in found or (not host and "PGSERVICE" in os.environ):
        host = f"service {found.get('service')}"
    return host, found.get("port", "5432"), found.get("dbname", "")


def _place_of(name: str, config: Config) -> tuple[str, str, str] | None:
    try:
        source = named(name, config)
    except TrueupError:
        return None
    return _place(source.url) if isinstance(source, Live) else None
