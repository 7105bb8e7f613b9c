"""The table of causes."""

from __future__ import annotations

import re
import subprocess
import sys
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from telemetry_cli.knowledge.causes import CATEGORIES, ROWS, likely
from telemetry_cli.knowledge.fix_values import PLACEHOLDERS
from telemetry_cli.knowledge.phrases import expression, literal, variants

if TYPE_CHECKING:
    from telemetry_cli.knowledge.cause_table.row import Row

IDS = [row["id"] for row in ROWS]
LASTING = re.compile(
    r"--memory|--features|--nameserver|pvesm (?:set|free)|\bresize\b|\blvextend\b|\brm -rf?\b"
    r"|\bunlock\b|\bexpected\b|\bremove\b|--global|dist-upgrade|> /etc/|\bset-ntp\b|--cpu\b"
    r"|dpkg-reconfigure|update-alternatives --config|mount -o|--legacy-peer-deps|go mod tidy"
)
CAUTION = re.compile(
    r"lasts|lasting|from now on|until|again|replace|cannot|deletes|removes|removed|only if"
    r"|only when|absolute|dangerous|never less|stop if|read the list|on the host|writes"
    r"|switches|changes|takes RAM|may then not"
)

rows = pytest.mark.parametrize("row", ROWS, ids=IDS)


def phrases_of(row: Row) -> list[str]:
    entries = [entry for group in row["signs"].values() for entry in group]
    return [entry if isinstance(entry, str) else entry["phrase"] for entry in entries]


def test_each_cause_is_in_the_table_once() -> None:
    assert [cause for cause, times in Counter(IDS).items() if times > 1] == []
    titles = Counter(row["title"] for row in ROWS)
    assert [title for title, times in titles.items() if times > 1] == []


@rows
def test_a_cause_is_complete(row: Row) -> None:
    assert re.fullmatch(r"[a-z]+\.[a-z0-9-]+", row["id"])
    assert row["category"] in CATEGORIES
    assert 0 < len(row["title"]) <= 70
    assert not row["title"].endswith(".")
    assert row["why"].endswith(".")
    assert row["lookalikes"].endswith((".", '"', ")"))
    assert row["fixes"]
    assert row["words"]
    assert row["signs"]
    assert row["likely_codes"]
    assert all(0 <= code <= 258 for code in row["likely_codes"])
    assert all(1 <= often <= 9 for often in row["likely_codes"].values())
    assert all(1 <= rank <= 99 for rank in row["signs"])


@rows
def test_a_cause_explains_only_others_of_the_table(row: Row) -> None:
    explained = row.get("explains", ())
    assert set(explained) <= set(IDS) - {row["id"]}


@rows
def test_every_phrase_can_be_looked_for(row: Row) -> None:
    for phrase in phrases_of(row):
        assert '"' not in phrase, "quotation marks are folded to '"
        assert "  " not in phrase
        for variant in variants(phrase):
            assert len(literal(variant)) >= 2, variant
            re.compile(expression(variant), re.IGNORECASE)


def test_no_phrase_shows_two_causes() -> None:
    owners: dict[str, set[str]] = {}
    for row in ROWS:
        entries = [entry for group in row["signs"].values() for entry in group]
        for phrase in (entry for entry in entries if isinstance(entry, str)):
            owners.setdefault(phrase, set()).add(row["id"])
    assert {phrase: ids for phrase, ids in owners.items() if len(ids) > 1} == {}


@rows
def test_a_command_has_a_reason_and_known_placeholders(row: Row) -> None:
    for fix in row["fixes"]:
        texts = [fix["command"], fix["why"]] if "command" in fix else [fix["advice"]]
        assert all(texts)
        for text in texts:
            assert set(re.findall(r"\{(\w+)\}", text)) <= set(PLACEHOLDERS)
            assert text.isascii()


@rows
def test_nothing_destructive_or_lasting_comes_without_a_warning(row: Row) -> None:
    for fix in row["fixes"]:
        if "command" in fix and LASTING.search(fix["command"]):
            assert CAUTION.search(fix["why"]), fix["command"]


@rows
def test_memory_is_set_only_after_a_look_at_what_is_set(row: Row) -> None:
    commands = [fix["command"] for fix in row["fixes"] if "command" in fix]
    for index, command in enumerate(commands):
        if "--memory" in command or "--features" in command:
            assert any("pct config" in earlier for earlier in commands[:index])


@rows
def test_the_host_is_never_upgraded_in_part(row: Row) -> None:
    assert not any("command" in fix and "--only-upgrade" in fix["command"] for fix in row["fixes"])


def test_likely_causes_of_a_code_come_commonest_first() -> None:
    assert next(row["id"] for row in likely(137)) == "memory.oom-killed"
    assert likely(6)[0]["id"] == "network.dns"
    assert {row["id"] for row in likely(100)} > {"apt.lock", "network.dns", "apt.clock"}
    assert "apt.interrupted" not in {row["id"] for row in likely(255)}
    assert likely(199) == ()


def test_an_exit_code_is_explained_without_the_table_of_causes() -> None:
    program = (
        "import sys, telemetry_cli.knowledge.exit_codes;"
        " print([name for name in sys.modules if 'cause' in name or 'diagnosis' in name])"
    )
    assert subprocess.check_output([sys.executable, "-c", program], text=True).strip() == "[]"
