"""The state file on the disk: whatever happens to it, events have a place."""

from __future__ import annotations

import signal
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from telemetry_cli.edges.state_file import forget, memory_store, open_store
from telemetry_cli.edges.store import StateUnusableError, Store
from tests.edges.test_store import begin


@pytest.fixture
def store(state: Path) -> Iterator[Store]:
    with closing(open_store(state, 10)) as opened:
        yield opened


def test_it_is_its_owners_alone(store: Store, state: Path) -> None:
    begin(store)
    assert stat.S_IMODE(state.stat().st_mode) == 0o700
    for file in state.glob("state.db*"):
        assert stat.S_IMODE(file.stat().st_mode) == 0o600


@pytest.mark.parametrize("content", [b"garbage" * 999, b"SQLite format 3\0" + b"x" * 999, b"x"])
def test_garbage_is_set_aside_and_a_new_file_begun(state: Path, content: bytes) -> None:
    state.mkdir()
    (state / "state.db").write_bytes(content)
    store = open_store(state, 10)
    begin(store)
    store.close()
    (aside,) = state.glob("state.db.damaged-*")
    assert aside.read_bytes() == content


def test_a_database_of_somebody_else_is_set_aside(state: Path) -> None:
    state.mkdir()
    with sqlite3.connect(state / "state.db") as connection:
        connection.execute("CREATE TABLE theirs (x)")
    with closing(open_store(state, 10)) as store:
        begin(store)
    assert len(list(state.glob("state.db.damaged-*"))) == 1


def test_several_processes_that_find_garbage_set_it_aside_once(state: Path) -> None:
    state.mkdir()
    (state / "state.db").write_bytes(b"garbage" * 999)
    run_writers(state, 8)
    assert len(list(state.glob("state.db.damaged-*"))) == 1
    assert count(state) == 8


def test_several_processes_may_begin_it_at_the_same_moment(state: Path) -> None:
    run_writers(state, 8)
    assert count(state) == 8
    assert sorted(file.name for file in state.iterdir() if "new" in file.name) == []


def run_writers(state: Path, number: int) -> None:
    program = (
        "import sys; from pathlib import Path\n"
        "from tests.edges.test_state_file import begin, closing, open_store\n"
        "with closing(open_store(Path(sys.argv[1]), 30)) as store:\n"
        "    begin(store, sys.argv[2])\n"
    )
    root = Path(__file__).parent.parent.parent
    writers = [
        subprocess.Popen([sys.executable, "-c", program, str(state), str(name)], cwd=root)
        for name in range(number)
    ]
    assert [writer.wait(60) for writer in writers] == [0] * number


def count(state: Path) -> int:
    with sqlite3.connect(state / "state.db") as connection:
        number: int = connection.execute("SELECT count(*) FROM session").fetchone()[0]
        return number


def test_what_was_accepted_survives_a_kill(state: Path) -> None:
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
        (claimed,) = store.claim(0, 9)
    assert claimed.random_id == "a"


@pytest.mark.parametrize("place", ["/proc/telemetry", "/dev/null/telemetry"])
def test_a_place_that_cannot_be_written_is_told_with_a_remedy(place: str) -> None:
    with pytest.raises(StateUnusableError, match="TELEMETRY_STATE_DIR"):
        open_store(Path(place), 1)
    with pytest.raises(StateUnusableError, match="HOME"):
        open_store(None, 1)


def test_a_directory_in_place_of_the_file_is_told(state: Path) -> None:
    (state / "state.db").mkdir(parents=True)
    with pytest.raises(StateUnusableError):
        open_store(state, 1)


def test_without_a_place_it_lasts_as_long_as_the_process() -> None:
    store = memory_store()
    begin(store)
    assert store.claim(0, 9)


def test_forgetting_leaves_nothing_and_creates_nothing(state: Path) -> None:
    forget(state)
    assert not state.exists()
    with closing(open_store(state, 10)) as store:
        begin(store)
    forget(state)
    assert [file.name for file in state.iterdir()] == ["lock"]
