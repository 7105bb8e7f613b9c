"""The state file on disk: created, damaged, locked, shared between processes."""

from __future__ import annotations

import fcntl
import signal
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from telemetry_cli.core.session import UNKNOWN_SESSION
from telemetry_cli.edges.state_file import forget, has_state, memory_store, open_store
from telemetry_cli.edges.store import StateUnusableError, Store
from tests.edges.test_store import FAILED, begin, due, end
from tests.proxy import wait_until
from tests.state import database


@pytest.fixture
def store(state: Path) -> Iterator[Store]:
    with closing(open_store(state, 10)) as opened:
        yield opened


def test_only_the_owner_can_access_the_state(store: Store, state: Path) -> None:
    begin(store)
    assert stat.S_IMODE(state.stat().st_mode) == 0o700
    for file in state.glob("state.db*"):
        assert stat.S_IMODE(file.stat().st_mode) == 0o600


@pytest.mark.parametrize(
    "content", [b"", b"x", b"garbage" * 999, b"SQLite format 3\0" + b"x" * 999]
)
def test_a_damaged_file_is_set_aside_and_replaced(state: Path, content: bytes) -> None:
    state.mkdir()
    (state / "state.db").write_bytes(content)
    with closing(open_store(state, 10)) as store:
        begin(store)
    (aside,) = state.glob("state.db.damaged-*")
    assert aside.read_bytes() == content


def test_a_database_of_another_program_is_set_aside(state: Path) -> None:
    state.mkdir()
    with database(state) as connection:
        connection.execute("CREATE TABLE theirs (x)")
    with closing(open_store(state, 10)) as store:
        begin(store)
    assert len(list(state.glob("state.db.damaged-*"))) == 1


def test_concurrent_processes_set_a_damaged_file_aside_once(state: Path) -> None:
    state.mkdir()
    (state / "state.db").write_bytes(b"garbage" * 999)
    run_writers(state, 8)
    assert len(list(state.glob("state.db.damaged-*"))) == 1
    assert count(state) == 8


def test_concurrent_processes_can_create_the_file(state: Path) -> None:
    run_writers(state, 8)
    assert count(state) == 8
    assert sorted(file.name for file in state.iterdir() if "new" in file.name) == []


def run_writers(state: Path, number: int) -> None:
    writers = [start_writer(state, str(name)) for name in range(number)]
    assert [writer.wait(60) for writer in writers] == [0] * number


def start_writer(state: Path, name: str) -> subprocess.Popen[bytes]:
    program = (
        "import sys; from pathlib import Path\n"
        "from tests.edges.test_state_file import begin, closing, open_store\n"
        "with closing(open_store(Path(sys.argv[1]), 30)) as store:\n"
        "    begin(store, sys.argv[2])\n"
    )
    root = Path(__file__).parent.parent.parent
    return subprocess.Popen([sys.executable, "-c", program, str(state), name], cwd=root)


def count(state: Path) -> int:
    with database(state) as connection:
        number: int = connection.execute("SELECT count(*) FROM session").fetchone()[0]
        return number


def test_an_accepted_event_survives_sigkill(state: Path) -> None:
    program = (
        "import os, signal, sys; from pathlib import Path\n"
        "from tests.edges.test_state_file import begin, closing, open_store\n"
        "store = open_store(Path(sys.argv[1]), 30)\n"
        "begin(store)\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    root = Path(__file__).parent.parent.parent
    done = subprocess.run([sys.executable, "-c", program, str(state)], cwd=root, check=False)
    assert done.returncode == -signal.SIGKILL
    with closing(open_store(state, 10)) as store:
        (claimed,) = store.lease(0, 9)
    assert claimed.random_id == "a"


@pytest.mark.parametrize("place", ["/proc/telemetry", "/dev/null/telemetry"])
def test_an_unwritable_state_directory_is_an_error_with_a_remedy(place: str) -> None:
    with pytest.raises(StateUnusableError, match="TELEMETRY_STATE_DIR"):
        open_store(Path(place), 1)
    with pytest.raises(StateUnusableError, match="HOME"):
        open_store(None, 1)


def test_a_directory_in_place_of_the_file_is_an_error(state: Path) -> None:
    (state / "state.db").mkdir(parents=True)
    with pytest.raises(StateUnusableError):
        open_store(state, 1)


def test_a_memory_store_works_without_a_state_directory() -> None:
    with closing(memory_store()) as store:
        begin(store)
        assert store.lease(0, 9)


def test_forget_removes_the_state_and_creates_nothing(state: Path) -> None:
    forget(state)
    assert not state.exists()
    with closing(open_store(state, 10)) as store:
        begin(store)
    forget(state)
    assert [file.name for file in state.iterdir()] == ["lock"]


def test_a_file_damaged_twice_is_set_aside_twice(state: Path) -> None:
    state.mkdir()
    for content in (b"garbage", b"other garbage"):
        (state / "state.db").write_bytes(content)
        with closing(open_store(state, 10)) as store:
            begin(store)
    aside = {file.read_bytes() for file in state.glob("state.db.damaged-*")}
    assert aside >= {b"garbage", b"other garbage"}


def test_a_reopened_file_keeps_its_sessions(state: Path) -> None:
    with closing(open_store(state, 10)) as store:
        begin(store)
        ended = end(store)
    with closing(open_store(state, 10)) as store:
        assert store.lease(0, 9) == [ended]
    assert list(state.glob("state.db.damaged-*")) == []


def test_a_writer_killed_at_any_moment_leaves_a_working_file(state: Path) -> None:
    program = (
        "import itertools, sys; from pathlib import Path\n"
        "from tests.edges.test_state_file import begin, end, open_store\n"
        "store = open_store(Path(sys.argv[1]), 30)\n"
        "for number in itertools.count():\n"
        "    begin(store, str(number)); end(store, str(number)); print(number, flush=True)\n"
    )
    root = Path(__file__).parent.parent.parent
    command = [sys.executable, "-c", program, str(state)]
    with subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        printed = [writer.stdout.readline().strip() for _ in range(20)]
        writer.kill()
        printed += writer.stdout.read().split()
    with closing(open_store(state, 10)) as store:
        finals = {session.random_id: session.final for session in store.lease(0, 10**6)}
        assert [finals.get(name) for name in printed] == [FAILED] * len(printed)
        begin(store, "next")
        assert "next" in due(store)
    assert list(state.glob("state.db.damaged-*")) == []


def test_a_file_locked_by_another_program_is_an_error_with_a_remedy(state: Path) -> None:
    with (
        closing(open_store(state, 0.1)) as store,
        closing(sqlite3.connect(state / "state.db", isolation_level=None)) as other,
    ):
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StateUnusableError, match="TELEMETRY_STATE_DIR"):
            begin(store)
        other.execute("ROLLBACK")
        begin(store)
        assert due(store) == ["a"]


def test_a_state_directory_below_a_regular_file_is_an_error_with_a_remedy(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StateUnusableError, match="TELEMETRY_STATE_DIR"):
        open_store(tmp_path / "file" / "state", 1)


def test_has_state_creates_nothing(state: Path) -> None:
    assert not has_state(None)
    assert not has_state(state)
    assert not state.exists()
    open_store(state, 10).close()
    assert has_state(state)


def test_forget_also_removes_files_set_aside(state: Path) -> None:
    state.mkdir()
    (state / "state.db").write_bytes(b"garbage")
    open_store(state, 10).close()
    forget(state)
    assert list(state.glob("state.db*")) == []
    forget(None)


def test_a_database_without_the_session_table_is_set_aside(state: Path) -> None:
    open_store(state, 10).close()
    with closing(sqlite3.connect(state / "state.db", isolation_level=None)) as connection:
        connection.execute("DROP TABLE session")
    with closing(open_store(state, 10)) as store:
        begin(store)
        assert due(store) == ["a"]
    assert len(list(state.glob("state.db.damaged-*"))) == 1


def test_the_write_ahead_log_of_a_removed_file_is_not_replayed(state: Path) -> None:
    with closing(open_store(state, 10)) as store:
        begin(store, "old")
        left = (state / "state.db-wal").read_bytes()
        assert left
        (state / "state.db").unlink()
    (state / "state.db-wal").write_bytes(left)
    with closing(open_store(state, 10)) as store:
        begin(store, "new")
        assert due(store) == ["new"]


def test_a_reader_does_not_wait_for_a_writer(state: Path) -> None:
    with (
        closing(open_store(state, 0)) as store,
        closing(sqlite3.connect(state / "state.db", isolation_level=None)) as other,
    ):
        begin(store)
        other.execute("BEGIN EXCLUSIVE")
        assert store.count_queued() == 1


@pytest.mark.parametrize("before", ["nothing", "garbage", "a state file"])
def test_a_writer_waits_for_the_lock_of_another_process(
    state: Path, tmp_path: Path, before: str
) -> None:
    ready = tmp_path / "ready"
    with closing(open_store(ready, 10)) as store:
        begin(store, "theirs")
    state.mkdir()
    if before == "garbage":
        (state / "state.db").write_bytes(b"garbage" * 999)
    elif before == "a state file":
        open_store(state, 10).close()
    with (state / "lock").open("w") as lock:
        # Shared: only a process that wants an exclusive lock has to wait.
        fcntl.flock(lock, fcntl.LOCK_SH)
        writer = start_writer(state, "mine")
        wait_until(lambda: waits_for_a_lock(writer.pid) or writer.poll() is not None)
        assert writer.poll() is None
        if before != "a state file":
            (ready / "state.db").rename(state / "state.db")
    assert writer.wait(60) == 0
    with closing(open_store(state, 10)) as store:
        expected = ["mine"] if before == "a state file" else ["theirs", "mine"]
        assert due(store) == expected
    assert not [file.name for file in state.iterdir() if "new" in file.name]
    assert not list(state.glob("state.db.damaged-*"))


def waits_for_a_lock(process: int) -> bool:
    locks = Path("/proc/locks").read_text().splitlines()
    return any("->" in line and f" {process} " in line for line in locks)


def test_what_an_earlier_release_gave_up_as_refused_is_tried_again(state: Path) -> None:
    state.mkdir(mode=0o700)
    with closing(sqlite3.connect(state / "state.db")) as connection:
        connection.executescript(VERSION_1)
        connection.executescript(
            "INSERT INTO session (record_id, random_id, accepted_at, start, due_at, refused,"
            " reason) VALUES ('b', 'refused', unixepoch(), '{}', 9e9, 1, 'HTTP 400 (type: no)');"
            "INSERT INTO session (record_id, random_id, accepted_at, status, final_version, due_at,"
            " refused, reason) VALUES ('c', 'dropped', unixepoch(), 'failed', 1, 0, 1,"
            f" '{UNKNOWN_SESSION}')"
        )
    with closing(open_store(state, 10)) as store:
        assert set(due(store)) == {"a", "refused"}
        assert [entry.due_at is None for entry in store.entries()] == [False, False, True]


VERSION_1 = """
CREATE TABLE session (
    record_id TEXT PRIMARY KEY, random_id TEXT, accepted_at REAL NOT NULL, start TEXT,
    status TEXT, exit_code INTEGER, error TEXT, ended_at REAL,
    forced INTEGER NOT NULL DEFAULT 0, final_version INTEGER NOT NULL DEFAULT 0,
    created INTEGER NOT NULL DEFAULT 0, confirmed_version INTEGER NOT NULL DEFAULT 0,
    server_id TEXT, attempts INTEGER NOT NULL DEFAULT 0, due_at REAL NOT NULL,
    unreachable INTEGER NOT NULL DEFAULT 0, refused INTEGER NOT NULL DEFAULT 0, reason TEXT,
    waiting INTEGER GENERATED ALWAYS AS (
        NOT refused AND ((start IS NOT NULL AND NOT created) OR final_version > confirmed_version)
    ) VIRTUAL
);
CREATE INDEX session_waiting ON session (accepted_at, due_at) WHERE waiting;
INSERT INTO session (record_id, random_id, accepted_at, start, due_at)
    VALUES ('queued', 'a', unixepoch(), '{"nsapp": "plex", "status": "installing"}', 0);
PRAGMA user_version = 1;
"""
"""The state file of the first release, with a queued start."""


def test_the_outbox_of_an_earlier_release_is_kept(state: Path) -> None:
    state.mkdir(mode=0o700)
    with closing(sqlite3.connect(state / "state.db")) as connection:
        connection.executescript(VERSION_1)
    with closing(open_store(state, 10)) as store:
        assert [entry.app for entry in store.entries()] == ["plex"]
    assert [path.name for path in state.iterdir() if "damaged" in path.name] == []
