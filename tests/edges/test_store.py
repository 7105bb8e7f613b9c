"""Sessions in the state file."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from telemetry_cli.core.clocks import Reading
from telemetry_cli.core.record import Final, InstallType, Status, record_id
from telemetry_cli.core.session import Attempt, AttemptResult, Session
from telemetry_cli.edges.environment import Server
from telemetry_cli.edges.state_file import open_store
from telemetry_cli.edges.store import LIFETIME, MAX_SESSIONS, SCHEMA, Reached, Store
from tests.starts import a_start
from tests.state import database

FAILED, DONE = Final(Status.FAILED, 137, "killed"), Final(Status.SUCCESS, 0, "")


@pytest.fixture
def store(state: Path) -> Iterator[Store]:
    with closing(open_store(state, 10)) as opened:
        yield opened


def begin(store: Store, random_id: str = "a", app: str = "plex") -> Session:
    start = a_start(random_id, app)
    session = store.accept_start(start, lease=0)
    assert session is not None
    return session


def end(
    store: Store, random_id: str = "a", final: Final = FAILED, *, force: bool = False
) -> Session | None:
    identity = record_id(random_id)
    return store.accept_final(identity, random_id, final, force=force, lease=0)


def settled(session: Session) -> Attempt:
    done = session._replace(created=True, confirmed_version=session.final_version)
    return Attempt(done, AttemptResult.SETTLED)


def test_a_start_stays_queued_until_it_is_settled(store: Store) -> None:
    session = begin(store)
    assert store.lease(0, 9) == [session]
    store.record(session, settled(session), 0)
    assert store.lease(0, 9) == []


def test_start_and_end_are_accepted_in_either_order(store: Store) -> None:
    begin(store, "a")
    ended = end(store, "a")
    end(store, "b")
    begun = begin(store, "b")
    assert ended is not None
    assert (ended.start or {})["nsapp"] == (begun.start or {})["nsapp"] == "plex"
    assert ended.final == begun.final == FAILED


def test_the_first_start_of_a_session_is_kept(store: Store) -> None:
    begin(store, app="first")
    assert (begin(store, app="second").start or {})["nsapp"] == "first"


def test_the_first_final_status_wins_unless_forced(store: Store) -> None:
    begin(store)
    assert end(store, final=FAILED)
    assert end(store, final=DONE) is None
    forced = end(store, final=DONE, force=True)
    assert forced is not None
    assert (forced.final, forced.final_version, forced.forced) == (DONE, 2, True)


def test_a_leased_session_is_not_leased_again_before_the_lease_ends(store: Store) -> None:
    begin(store)
    assert store.lease(60, 9)
    assert store.lease(60, 9) == []


def test_a_session_in_backoff_is_not_due_before_its_time(store: Store) -> None:
    session = begin(store)
    store.record(session, Attempt(session, AttemptResult.LATER, "down"), 60)
    assert store.lease(0, 9) == []


def test_the_oldest_session_is_leased_first(store: Store) -> None:
    for name in ("a", "b", "c"):
        begin(store, name)
    first = store.lease(60, 2)
    assert [session.random_id for session in first + store.lease(60, 2)] == ["a", "b", "c"]


def test_a_refused_session_is_kept_with_the_reason_and_tried_again(store: Store) -> None:
    session = begin(store)
    store.record(session, refused(session, "type: no"), 3600)
    (entry,) = store.entries()
    assert (entry.refused, entry.reason) == (True, "type: no")
    assert due(store) == []
    store.make_due()
    assert due(store) == ["a"]


def test_a_dropped_end_is_sent_once_its_start_arrives(store: Store) -> None:
    session = end(store)
    assert session is not None
    store.record(session, Attempt(session, AttemptResult.DROPPED, "nobody started it"), 0)
    assert store.lease(0, 9) == []
    begin(store)
    (claimed,) = store.lease(0, 9)
    assert claimed.final == FAILED


def test_an_event_accepted_during_an_attempt_is_not_lost(store: Store) -> None:
    tried = begin(store)
    end(store)
    store.record(tried, settled(tried), 0)
    (left,) = store.lease(0, 9)
    assert (left.created, left.final, left.confirmed_version) == (True, FAILED, 0)


def test_a_late_refusal_does_not_hold_back_an_event_accepted_meanwhile(store: Store) -> None:
    tried = end(store)
    assert tried is not None
    begin(store)
    store.record(tried, Attempt(tried, AttemptResult.DROPPED, "nobody started it"), 0)
    assert store.lease(0, 9)


def test_a_late_result_of_an_older_attempt_does_not_undo_a_newer_one(store: Store) -> None:
    first = begin(store)
    second = end(store)
    assert second is not None
    store.record(second, settled(second), 0)
    store.record(first, Attempt(first, AttemptResult.LATER, "slow"), 0)
    assert store.lease(0, 9) == []


def test_unfinished_returns_at_most_two_sessions(store: Store) -> None:
    assert store.unfinished() == []
    for name in ("a", "b", "c"):
        begin(store, name)
    assert len(store.unfinished()) == 2
    end(store, "a")
    end(store, "b")
    assert store.unfinished() == [record_id("c")]


def test_a_session_can_be_ended_by_the_id_the_server_chose(store: Store) -> None:
    session = begin(store)
    known = session._replace(created=True, server_id="chosen")
    store.record(session, Attempt(known, AttemptResult.SETTLED), 0)
    ended = store.accept_final("chosen", None, FAILED, force=False, lease=0)
    assert ended is not None
    assert (ended.record_id, ended.random_id) == (record_id("a"), "a")


def test_a_finished_session_cannot_be_started_again(store: Store) -> None:
    begin(store)
    end(store)
    again = a_start("a", "other", InstallType.VM)
    assert store.accept_start(again, lease=0) is None


def test_settled_sessions_are_removed_after_a_month(store: Store, state: Path) -> None:
    for name in ("settled", "waiting"):
        session = begin(store, name)
        if name == "settled":
            store.record(session, settled(session), 0)
    change(state, "accepted_at = accepted_at - 31 * 86400")
    begin(store, "new")
    assert sessions(state) == {"waiting", "new"}


def test_the_oldest_sessions_are_removed_above_the_limit(store: Store, state: Path) -> None:
    begin(store, "oldest")
    begin(store, "older")
    change(state, f"rowid = rowid - {MAX_SESSIONS} WHERE random_id = 'oldest'")
    begin(store, "new")
    assert sessions(state) == {"older", "new"}


def change(state: Path, how: str) -> None:
    with database(state) as connection:
        connection.execute(f"UPDATE session SET {how}")


def sessions(state: Path) -> set[str]:
    with database(state) as connection:
        return {row[0] for row in connection.execute("SELECT random_id FROM session")}


def refused(session: Session, reason: str = "no") -> Attempt:
    return Attempt(session, AttemptResult.REFUSED, reason)


def later(session: Session, *, unreachable: bool = False) -> Attempt:
    return Attempt(session, AttemptResult.LATER, "down", unreachable=unreachable)


def due(store: Store) -> list[str | None]:
    """The queued sessions that are due now."""
    return [session.random_id for session in store.lease(0, 99)]


def make_older(state: Path, seconds: float) -> None:
    """Make every session in the file older by `seconds`."""
    change(state, f"accepted_at = accepted_at - {seconds}, ended_at = ended_at - {seconds}")


def test_an_unfinished_session_can_be_started_again(store: Store) -> None:
    session = begin(store)
    store.record(session, settled(session), 0)
    assert begin(store).created
    assert due(store) == []


def test_a_repeated_start_does_not_make_a_refused_one_due(store: Store) -> None:
    session = begin(store)
    store.record(session, refused(session), 3600)
    begin(store)
    assert due(store) == []


def test_an_end_makes_a_refused_session_due_again(store: Store) -> None:
    session = begin(store)
    store.record(session, refused(session), 0)
    end(store)
    assert due(store) == ["a"]


def test_a_forced_end_is_queued_after_the_first_was_confirmed(store: Store) -> None:
    begin(store)
    first = end(store)
    assert first is not None
    store.record(first, settled(first), 0)
    end(store, final=DONE, force=True)
    (left,) = store.lease(0, 9)
    assert (left.final, left.created, left.settled) == (DONE, True, False)


def test_a_late_confirmation_of_the_first_end_does_not_settle_the_second(store: Store) -> None:
    begin(store)
    first = end(store)
    assert first is not None
    end(store, final=DONE, force=True)
    store.record(first, settled(first), 0)
    assert due(store) == ["a"]


def test_events_accepted_with_a_lease_are_not_due(store: Store) -> None:
    start = a_start("a")
    assert store.accept_start(start, lease=60)
    assert store.accept_final("b", None, FAILED, force=False, lease=60)
    assert due(store) == []


def test_releasing_a_lease_makes_the_session_due_again(store: Store) -> None:
    begin(store)
    store.release(store.lease(60, 9))
    assert due(store) == ["a"]


def test_a_reachable_server_makes_only_sessions_it_held_up_due(store: Store) -> None:
    for name, is_unreachable in (("a", True), ("b", False)):
        session = begin(store, name)
        store.record(session, later(session, unreachable=is_unreachable), 60)
    assert due(store) == []
    (back,) = store.lease(60, 9, reachable=True)
    assert back.random_id == "a"
    assert store.lease(60, 9, reachable=True) == [], "it is claimed now"


def test_make_due_ends_every_backoff(store: Store) -> None:
    session = begin(store)
    store.record(session, later(session), 60)
    store.make_due()
    assert due(store) == ["a"]


def test_each_attempt_is_counted(store: Store) -> None:
    session = begin(store)
    assert session.attempts == 0
    for _ in range(3):
        store.record(session, later(session), 0)
    (claimed,) = store.lease(0, 9)
    assert claimed.attempts == 3


def test_queued_entries_are_counted_and_listed_oldest_first(store: Store) -> None:
    for name in ("a", "b", "c", "d"):
        begin(store, name, app=f"app {name}")
    (a, b, c, _) = store.lease(0, 9)
    store.record(a, settled(a), 0)
    store.record(b, later(b), 60)
    store.record(c, refused(c, "type: no"), 0)
    end(store, "d")
    assert store.count_queued() == 2
    listed = [
        (entry.app, entry.status, entry.attempts, entry.refused, entry.reason)
        for entry in store.entries()
    ]
    assert listed == [
        ("app b", None, 1, False, "down"),
        ("app c", None, 1, True, "type: no"),
        ("app d", Status.FAILED, 0, False, ""),
    ]


def test_an_event_is_given_up_after_a_week_but_not_before(store: Store, state: Path) -> None:
    for name in ("old", "young"):
        begin(store, name)
        make_older(state, LIFETIME / 2 + 60)
    for session in store.lease(0, 9):
        store.record(session, later(session), 0)
    assert due(store) == ["young"]
    assert [entry.refused for entry in store.entries()] == [True, False]


def test_the_lifetime_of_an_end_is_counted_from_its_acceptance(store: Store, state: Path) -> None:
    begin(store)
    make_older(state, LIFETIME + 60)
    session = end(store)
    assert session is not None
    store.record(session, later(session), 0)
    assert due(store) == ["a"]


def test_an_abandoned_session_stops_being_unfinished_after_a_week(
    store: Store, state: Path
) -> None:
    begin(store, "lost")
    make_older(state, LIFETIME + 60)
    assert store.unfinished() == []
    begin(store, "new")
    assert store.unfinished() == [record_id("new")]


def test_last_failure_ignores_successful_and_running_sessions(store: Store, state: Path) -> None:
    assert store.last_failure() is None
    for name in ("earlier", "last", "well"):
        begin(store, name, app=f"app {name}")
        end(store, name, DONE if name == "well" else FAILED)
        make_older(state, 60)
    begin(store, "running")
    failure = store.last_failure()
    assert failure is not None
    assert (failure.app, failure.exit_code) == ("app last", 137)


def test_the_id_chosen_by_the_server_is_remembered(store: Store) -> None:
    session = begin(store)
    there = session._replace(created=True, server_id="chosen")
    store.record(session, Attempt(there, AttemptResult.SETTLED), 0)
    store.record(session, later(session), 0)
    end(store)
    (claimed,) = store.lease(0, 9)
    assert claimed.server_id == "chosen"


def test_an_event_delivered_late_is_not_given_up(store: Store, state: Path) -> None:
    session = begin(store)
    make_older(state, LIFETIME + 60)
    store.record(session, settled(session), 0)
    assert list(store.entries()) == []


def test_a_late_failure_of_the_first_end_does_not_delay_the_second(store: Store) -> None:
    for ending in (AttemptResult.LATER, AttemptResult.REFUSED, AttemptResult.DROPPED):
        begin(store, ending.value)
        first = end(store, ending.value)
        assert first is not None
        end(store, ending.value, DONE, force=True)
        store.record(first, Attempt(first, ending, "the first"), 60)
    assert due(store) == ["later", "refused", "dropped"]


def test_the_lifetime_of_an_event_is_a_week() -> None:
    assert LIFETIME == 7 * 24 * 3600


def test_an_end_for_existing_sessions_does_not_end_a_later_one(store: Store) -> None:
    early = store.accept_final(record_id("a"), "a", DONE, force=False, lease=0, existing_only=True)
    assert early is not None
    session = begin(store)
    assert (session.final, session.final_version) == (None, 0)
    assert store.is_superseded(early)
    assert store.accept_final(record_id("a"), "a", FAILED, force=False, lease=0) is not None


def test_an_end_for_existing_sessions_ends_a_started_one(store: Store) -> None:
    begin(store)
    ended = store.accept_final(record_id("a"), "a", DONE, force=False, lease=0, existing_only=True)
    assert ended is not None
    assert ended.start is not None
    assert ended.final == DONE


class Clocks:
    """The clocks of a machine in the hands of a test."""

    def __init__(self) -> None:
        self.wall, self.uptime, self.boot_id = 1.7e9, 100.0, "first boot"

    def __call__(self) -> Reading:
        return Reading(self.wall, self.uptime, self.boot_id)

    def wait(self, seconds: float) -> None:
        """Time passes."""
        self.wall += seconds
        self.uptime += seconds

    def set(self, seconds: float) -> None:
        """Somebody sets the clock forward (negative: back); no time passes."""
        self.wall += seconds

    def reboot(self, clock: float) -> None:
        """The machine starts again, and its clock shows `clock`."""
        self.wall, self.uptime, self.boot_id = clock, 10.0, "second boot"


YEARS = 365 * 24 * 3600.0
JUMPS = (10 * YEARS, 7.5 * 24 * 3600, 12 * 3600, -12 * 3600, -30 * YEARS)


@pytest.fixture
def clocks() -> Clocks:
    return Clocks()


@pytest.fixture
def on_clocks(clocks: Clocks) -> Iterator[Store]:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.executescript(SCHEMA)
    with closing(Store(connection, clocks=clocks)) as opened:
        yield opened


@pytest.mark.parametrize("jump", JUMPS)
def test_a_clock_that_was_wrong_does_not_delay_an_event(
    on_clocks: Store, clocks: Clocks, jump: float
) -> None:
    clocks.set(jump)
    session = begin(on_clocks)
    on_clocks.record(session, later(session), 30)
    clocks.set(-jump)
    clocks.wait(31)
    assert due(on_clocks) == ["a"]


@pytest.mark.parametrize("jump", JUMPS)
def test_a_clock_that_is_set_does_not_make_an_event_older(
    on_clocks: Store, clocks: Clocks, jump: float
) -> None:
    session = begin(on_clocks)
    clocks.wait(LIFETIME - 3600)
    clocks.set(jump)
    assert on_clocks.unfinished() == [session.record_id]
    on_clocks.record(session, later(session), 30)
    assert on_clocks.count_queued() == 1
    clocks.wait(3601)
    on_clocks.record(session, later(session), 30)
    assert on_clocks.count_queued() == 0
    assert on_clocks.unfinished() == []


@pytest.mark.parametrize(
    ("before", "after"),
    [(1.7e9, 1.7e9 + 10 * YEARS), (1.7e9, 8.2e8), (8.2e8, 1.7e9), (0.0, 1.7e9)],
)
def test_an_event_survives_a_boot_after_which_the_clock_is_years_apart(
    on_clocks: Store, clocks: Clocks, before: float, after: float
) -> None:
    clocks.wall = before
    session = begin(on_clocks)
    on_clocks.record(session, later(session), 30)
    clocks.reboot(after)
    assert on_clocks.unfinished() == [session.record_id]
    on_clocks.record(session, later(session), 30)
    assert on_clocks.count_queued() == 1
    clocks.wait(31)
    assert due(on_clocks) == ["a"]


def test_a_delivered_session_is_not_removed_because_the_clock_was_set(
    on_clocks: Store, clocks: Clocks
) -> None:
    session = begin(on_clocks)
    on_clocks.record(session, settled(session), 0)
    clocks.set(30 * YEARS)
    begin(on_clocks, "new")
    assert on_clocks.random_id(session.record_id) == "a"


def test_a_wait_under_the_right_clock_is_kept(on_clocks: Store, clocks: Clocks) -> None:
    session = begin(on_clocks)
    on_clocks.record(session, later(session), 3600)
    clocks.wait(3590)
    assert due(on_clocks) == []


def test_a_reachable_server_makes_only_sessions_due_that_go_there(store: Store) -> None:
    for name in ("here", "there"):
        start = a_start(name)
        session = store.accept_start(start, lease=0, server=Server(f"http://{name}", "c"))
        assert session is not None
        store.record(session, later(session, unreachable=True), 60)
    reached = Reached(named="http://default", is_explicit=False, url="http://here")
    (back,) = store.lease(60, 9, reachable=True, reached=reached)
    assert back.random_id == "here"


def test_the_server_that_confirmed_a_session_is_stored_with_it(store: Store) -> None:
    accepting, confirming = Server("http://a", "one"), Server("http://b", "two")
    session = store.accept_start(a_start("a"), lease=0, server=accepting)
    assert session is not None
    assert (session.url, session.collection) == accepting
    store.record(session, settled(session), 0, confirming)
    ended = store.accept_final(
        record_id("a"), "a", DONE, force=False, lease=0, server=Server("http://c", "three")
    )
    assert ended is not None
    assert (ended.url, ended.collection) == confirming
