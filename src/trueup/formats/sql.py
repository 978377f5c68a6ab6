"""SQL as a source of a schema: a file, a folder of files, or a migration folder. The shadow says what it comes to."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from trueup.histories import History

if TYPE_CHECKING:
    from trueup.model import Schema
    from trueup.postgres.elaborate import Script


class Replayed(NamedTuple):
    """A history that is replayed on the shadow; the other fields are the configuration's, None when it says nothing."""

    history: History
    alias: str | None = None
    shadow_url: str | None = None
    version: int | None = None
    platform: str | None = None
    extensions: tuple[str, ...] = ()
    stand_ins: str | None = None
    configured: str = "trueup.toml"
    aside: str | None = None
    """What of the project is not looked at, for its user."""

    @property
    def kind(self) -> str:
        """``sql`` for files of no known runner, ``history`` for migrations."""
        return "sql" if self.history.kind in ("sql", "plain") else "history"

    @property
    def label(self) -> str:
        """How messages call it."""
        return self.alias or self.history.root

    @property
    def host(self) -> str | None:
        """The platform that the migrations are written for."""
        return self.platform or self.history.platform

    def digest(self) -> str:
        """A digest of everything the schema follows from, but for the server's version."""
        from trueup.cache import key

        history = self.history
        head = [history.kind, self.host or "", history.transactions]
        texts = [part for step in history.migrations for part in step]
        own = self._stand_ins()
        return key([*head, *history.tracking_tables, "", *self.extensions, "", own, self.aside or "", *texts])

    def read(self, *, version_hint: int | None = None, shadow_url: str | None = None) -> Schema:
        """The schema the SQL makes on an empty PostgreSQL. Raises ReplayFailed, SourceError, ShadowFailed.

        ``version_hint`` is the ``server_version_num`` of the database it will be compared with.
        """
        from trueup.errors import ReplayFailed
        from trueup.model import Note
        from trueup.postgres.shadow.later import made_later

        try:
            found = self._elaborated(version_hint, shadow_url)
        except ReplayFailed as failed:
            step = failed.reached - bool(self.extensions)
            said = [f"This may be why: {remark.message}." for remark in self.history.notes if remark.since <= step]
            later = made_later(failed, ((one.file, one.sql) for one in self.history.migrations))
            said += [f"{later} makes it, which comes later: the migrations are out of order."] if later else []
            failed.help = "\n  ".join([*([failed.help] if failed.help else []), *said]) or None
            raise
        notes = [Note("history", remark.message, remark.where) for remark in self.history.notes]
        notes += [Note("aside", self.aside)] if self.aside is not None else []
        return found.replace(notes=(*notes, *found.notes))

    def _elaborated(self, version_hint: int | None, shadow_url: str | None) -> Schema:
        from trueup.postgres.elaborate import elaborate

        history = self.history
        return elaborate(
            self.scripts(),
            version=version_hint or self.version,
            shadow_url=shadow_url or self.shadow_url,
            platform=self.host,
            transactions="statement" if history.transactions == "statement" else "file",
            ignore=history.tracking_tables,
            stand_ins=self.stand_ins,
        )

    def _stand_ins(self) -> str:
        """A digest of the user's own stand-ins."""
        if self.stand_ins is None:
            return ""
        from trueup.postgres.shadow import stubs

        return stubs.digest_of(Path(self.stand_ins))

    def own(self, live: Schema, made: Schema) -> Schema:
        """A live schema without what its host put there and ``made``, this source's schema, does not mention.

        A host gives every database its schemas, extensions, default privileges and a schema ``public`` of its own;
        a migration that changes one of them has it in ``made``, and then it is compared.
        """
        if self.host is None:
            return live
        from trueup.postgres.shadow.stubs import platform

        host = platform(self.host)
        kept = []
        for where, one in live.objects.items():
            root = live.get(where.root)
            theirs = where == "schema public" or where.kind == "default_privileges"
            theirs = theirs or host.owns(where, getattr(one, "owner", None) or getattr(root, "owner", None))
            if where in made or not theirs:
                kept.append(one)
        return live.replace(objects=kept)

    def scripts(self) -> list[Script]:
        """What is run, in order: the configured extensions first."""
        from trueup.postgres.elaborate import Script
        from trueup.postgres.names import ident

        wanted = "\n".join(f"CREATE EXTENSION IF NOT EXISTS {ident(name)};" for name in self.extensions)
        first = [Script(self.configured, wanted, "extensions")] if wanted else []
        return [*first, *(Script(step.file, step.sql, step.name) for step in self.history.migrations)]

    def server_version(self) -> None:
        """SQL is read by whatever server the other side has."""
        return
