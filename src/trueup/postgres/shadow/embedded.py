"""The life of embedded PostgreSQL servers: installed and initialised once, then a private copy per use, gone after it.

A server is never shared. The first use of a major version and platform makes a *template*: the wheel's binaries laid
out together with the stand-in extensions, and an initialised cluster. Every use copies that cluster (about 0.05 s)
into a directory of its own and starts it there (about 0.05 s), so roles, settings and locks of two runs never meet.

Nothing stays behind. The server's parent is a small shell that reads from a pipe this process holds open: when the
process ends, however it ends, the pipe closes, the shell stops the server and removes its directory. Should the
shell be killed too, the next use of trueup finds the directory with nobody holding its ``lease`` and removes it.

The server listens on a Unix socket in a directory only its own user may enter, with passwords; never on TCP.
PostgreSQL refuses to run as root: root starts it as the user ``postgres`` or ``nobody``.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import secrets
import shutil
import signal
import stat
import subprocess
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

from trueup import cache
from trueup.errors import ShadowFailed
from trueup.postgres import wheel

SUPERUSER = "trueup_superuser"
OWNER = "postgres"
"""The unprivileged role that user SQL runs as: the name that dumps and hosted platforms use."""
DATABASE = "postgres"

_SETTINGS = {
    "listen_addresses": "''",
    "unix_socket_permissions": "0700",
    "password_encryption": "'scram-sha-256'",
    "scram_iterations": "1",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "wal_recycle": "off",
    "max_wal_size": "'4GB'",
    "checkpoint_timeout": "'1h'",
    "log_checkpoints": "off",
    "log_min_messages": "fatal",
    "shared_buffers": "'64MB'",
    "huge_pages": "off",
    "max_connections": "30",
    # A dump of a big database is replayed in few transactions; each object it makes is locked until the end.
    "max_locks_per_transaction": "4096",
    "max_prepared_transactions": "4",
    "max_worker_processes": "0",
    "max_parallel_workers": "0",
    "max_logical_replication_workers": "0",
    "restart_after_crash": "off",
    "allow_in_place_tablespaces": "on",
    "jit": "off",
    "timezone": "'UTC'",
    "log_timezone": "'UTC'",
    "lc_messages": "'C'",
}
_SETTINGS_18 = {"io_method": "sync"}

# $1 template  $2 install  $3 run directory  $4 socket directory. Standard input is the pipe to the owner.
_KEEPER = """
umask 077
trap '' INT HUP TERM
cp -R "$1/data" "$3/data" || exit 1
"$2/bin/postgres" -D "$3/data" -k "$4" </dev/null >"$3/log" 2>&1 &
server=$!
cat >/dev/null
kill -QUIT $server 2>/dev/null
wait $server
rm -rf "$3" "$4"
"""


class Account(msgspec.Struct, frozen=True):
    """The operating-system user the server runs as; None for both: the user we are."""

    uid: int | None
    gid: int | None

    @property
    def process(self) -> dict[str, Any]:
        """How ``subprocess`` becomes this user."""
        return {} if self.uid is None else {"user": self.uid, "group": self.gid, "extra_groups": []}

    def own(self, path: Path) -> None:
        """Give a file or directory to this user."""
        if self.uid is not None and self.gid is not None:
            os.chown(path, self.uid, self.gid)


class Template(msgspec.Struct, frozen=True):
    """An initialised cluster to copy, and how to log in to its copies."""

    version: int
    install: str
    folder: str
    password: str
    superuser_password: str


class Cluster:
    """A running private server. ``close`` stops it and removes all of it."""

    def __init__(
        self, template: Template, folder: Path, socket: Path, keeper: subprocess.Popen[bytes], lease: int
    ) -> None:
        self.template = template
        self.version = template.version
        self.folder = folder
        self._socket = socket
        self.keeper = keeper
        self._lease = lease

    def url(self, database: str = DATABASE) -> str:
        """The address of a database for the unprivileged role."""
        return self._url(OWNER, self.template.password, database)

    def superuser_url(self, database: str = DATABASE) -> str:
        """The address of a database for the superuser; user SQL never goes there.

        Whoever owns a database can give its sessions settings and, since 17, a function that runs at login: neither
        may reach the superuser's.
        """
        options = {"search_path": "pg_catalog", "standard_conforming_strings": "on"}
        options |= {"event_triggers": "off"} if self.version >= 170000 else {}
        return self._url(SUPERUSER, self.template.superuser_password, database, options)

    def _url(self, role: str, password: str, database: str, options: Mapping[str, str] | None = None) -> str:
        from urllib.parse import quote

        settings = quote(" ".join(f"-c {name}={value}" for name, value in (options or {}).items()))
        place = f"host={quote(str(self._socket), safe='')}&port=5432" + (f"&options={settings}" if settings else "")
        return f"postgresql://{role}:{password}@/{quote(database)}?{place}"

    def abandon(self) -> None:
        """Let go of the server without stopping it, as a process does that dies."""
        os.close(self._lease)

    def close(self) -> None:
        """Stop the server and remove its files; returns when both are done."""
        if self.keeper.stdin is not None:
            with contextlib.suppress(OSError):
                self.keeper.stdin.close()
        try:
            self.keeper.wait(timeout=20)
        except subprocess.TimeoutExpired:
            self.keeper.kill()
        os.close(self._lease)
        _remove(self.folder)


def majors() -> tuple[int, ...]:
    """The major versions there are."""
    return wheel.majors()


def start(major: int, platform: str | None, stand_ins: str | None = None) -> Cluster:
    """A private running server of a major version, set up for a platform. Raises ShadowFailed."""
    sweep()
    found = template(major, platform, stand_ins)
    account = _account()
    folder = _runs() / f"{os.getpid()}-{secrets.token_hex(6)}"
    folder.mkdir(mode=0o700)
    lease = os.open(folder / "lease", os.O_CREAT | os.O_RDWR, 0o600)
    fcntl.flock(lease, fcntl.LOCK_EX)
    socket = _socket_folder(folder, account)
    account.own(folder)
    keeper = subprocess.Popen(
        ["/bin/sh", "-c", _KEEPER, "trueup-keeper", found.folder, found.install, str(folder), str(socket)],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd="/",
        env=_environment(),
        start_new_session=True,
        **account.process,
    )
    cluster = Cluster(found, folder, socket, keeper, lease)
    try:
        _await(folder, keeper)
    except BaseException:
        cluster.close()
        raise
    return cluster


def _await(folder: Path, keeper: subprocess.Popen[bytes]) -> None:
    """Wait until the server says it is ready: the eighth line of postmaster.pid."""
    status = folder / "data" / "postmaster.pid"
    log = folder / "log"
    until = time.monotonic() + 60
    while time.monotonic() < until:
        with contextlib.suppress(OSError):
            lines = status.read_text().split("\n")
            if len(lines) > 7 and lines[7].strip() == "ready":
                return
        # The log holds fatal errors only.
        if keeper.poll() is not None or (log.exists() and log.stat().st_size and not status.exists()):
            break
        time.sleep(0.004)
    said = log.read_text(errors="replace").strip()[-800:] if log.exists() else "no log was written"
    raise ShadowFailed(
        f"the embedded PostgreSQL did not start: {said}",
        help="name a server where databases can be created with --shadow URL",
    )


# ------------------------------------------------------------------ templates


def template(major: int, platform: str | None, stand_ins: str | None = None) -> Template:
    """The initialised cluster of a major version and platform; made when it is not there yet."""
    from trueup.postgres.shadow import seedbed

    base = _servers() / f"{major}-{build(major, stand_ins)}"
    folder = base / (platform or "plain")
    found = _read_template(folder)
    if found is not None:
        return found
    base.mkdir(parents=True, exist_ok=True, mode=0o755)
    with _locked(base / "lock"):
        found = _read_template(folder)
        if found is not None:
            return found
        tree = seedbed.install(wheel.folder(major), base, major, Path(stand_ins) if stand_ins is not None else None)
        return seedbed.initialise(major, platform, tree, folder, _account(), _settings(major))


def _settings(major: int) -> str:
    chosen = _SETTINGS | (_SETTINGS_18 if major >= 18 else {})
    return "".join(f"{name} = {value}\n" for name, value in chosen.items())


def _read_template(folder: Path) -> Template | None:
    try:
        data = (folder / "template.json").read_bytes()
    except OSError:
        return None
    with contextlib.suppress(OSError):
        os.utime(folder.parent)
    return msgspec.json.decode(data, type=Template)


def build(major: int, stand_ins: str | None = None) -> str:
    """A digest of all a template is made of."""
    from trueup.postgres.shadow import seedbed, stubs

    account = _account()
    own = () if stand_ins is None else (stubs.digest_of(Path(stand_ins)),)
    return cache.key([wheel.identity(major), seedbed.recipe(), _settings(major), str(account.uid), *own])[:16]


# ------------------------------------------------------------------ what is left over


def sweep() -> None:
    """Stop and remove servers whose owner is gone, and builds that nobody used for a month."""
    runs = _runs()
    for folder in runs.iterdir():
        lease = folder / "lease"
        try:
            handle = os.open(lease, os.O_RDWR)
        except OSError:
            if _age(folder) > 60:
                _reap(folder)
            continue
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            continue
        else:
            _reap(folder)
        finally:
            os.close(handle)
    for build in _servers().iterdir():
        if build.is_dir() and _age(build) > 30 * 86400:
            _remove(build)


def _reap(folder: Path) -> None:
    """End what runs in an orphaned directory, then remove it."""
    with contextlib.suppress(OSError, ValueError):
        pid = int((folder / "data" / "postmaster.pid").read_text().split("\n", 1)[0])
        command = subprocess.run(
            ["ps", "-ww", "-o", "args=", "-p", str(pid)], capture_output=True, text=True, check=False
        )
        if str(folder) in command.stdout:
            os.kill(pid, signal.SIGQUIT)
            time.sleep(0.2)
    with contextlib.suppress(OSError):
        socket = Path((folder / "socket").read_text())
        if socket.name.startswith("trueup-"):
            _remove(socket)
    _remove(folder)


def _age(path: Path) -> float:
    try:
        return time.time() - path.stat().st_mtime
    except OSError:
        return 0.0


def _remove(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)


# ------------------------------------------------------------------ places and users


def _account() -> Account:
    if os.geteuid() != 0:
        return Account(None, None)
    import pwd

    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            found = pwd.getpwnam(name)
            return Account(found.pw_uid, found.pw_gid)
    raise ShadowFailed(
        "PostgreSQL refuses to run as root, and there is no user postgres or nobody to run it as",
        help="run trueup as another user, or name a server with --shadow URL",
    )


def _home() -> Path:
    """Where servers are kept: in the cache; for root, a place that the user it becomes can reach."""
    wanted = cache.directory() / "postgres"
    if os.geteuid() == 0 and not _reachable(wanted):
        wanted = Path(f"/var/tmp/trueup-{os.geteuid()}")  # noqa: S108 - owner and mode are checked below
    try:
        wanted.mkdir(parents=True, exist_ok=True, mode=0o755)
    except OSError as problem:
        raise ShadowFailed(
            f"{problem.strerror}: the embedded PostgreSQL cannot be kept there",
            where=str(wanted),
            help="set TRUEUP_CACHE_DIR to a directory that can be written",
        ) from problem
    found = wanted.lstat()
    if stat.S_ISLNK(found.st_mode) or found.st_uid != os.geteuid() or found.st_mode & stat.S_IWOTH:
        raise ShadowFailed(
            "the directory belongs to somebody else",
            where=str(wanted),
            help="set TRUEUP_CACHE_DIR to your own directory",
        )
    return wanted


def _reachable(path: Path) -> bool:
    """Whether another user could get to a path whose missing parts we would make."""
    return all(p.stat().st_mode & stat.S_IXOTH for p in path.parents if p.exists())


def _servers() -> Path:
    folder = _home() / "servers"
    folder.mkdir(exist_ok=True, mode=0o755)
    return folder


def _runs() -> Path:
    folder = _home() / "running"
    if not folder.exists():
        with contextlib.suppress(FileExistsError):
            folder.mkdir(mode=0o700)
            # The server's shell removes its own directory from here.
            _account().own(folder)
    return folder


def _socket_folder(folder: Path, account: Account) -> Path:
    """Where the socket goes: the run directory, unless its path is too long for a socket's (107 bytes)."""
    if len(os.fsencode(str(folder))) < 85:
        return folder
    import tempfile

    socket = Path(tempfile.mkdtemp(prefix="trueup-", dir="/tmp"))
    account.own(socket)
    (folder / "socket").write_text(str(socket))
    return socket


def _environment() -> dict[str, str]:
    """The server sees none of our environment: PG* variables, locales and secrets stay here."""
    return {"PATH": os.environ.get("PATH", "/usr/bin:/bin"), "LC_ALL": "C", "TZ": "UTC"}


@contextlib.contextmanager
def _locked(path: Path) -> Iterator[None]:
    handle = os.open(path, os.O_CREAT | os.O_RDWR, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
