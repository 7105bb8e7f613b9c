"""The table of causes."""

from __future__ import annotations

import re
import subprocess
import sys
from collections import Counter
from typing import TYPE_CHECKING

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


def phrases_of(row: Row) -> list[str]:
    entries = [entry for group in row["signs"].values() for entry in group]
    return [entry if isinstance(entry, str) else entry["phrase"] for entry in entries]


def test_each_cause_is_in_the_table_once() -> None:
    assert [cause for cause, times in Counter(IDS).items() if times > 1] == []
    titles = Counter(row["title"] for row in ROWS)
    assert [title for title, times in titles.items() if times > 1] == []


def test_every_cause_is_complete() -> None:
    for row in ROWS:
        assert re.fullmatch(r"[a-z]+\.[a-z0-9-]+", row["id"])
        assert row["category"] in CATEGORIES, row["id"]
        assert 0 < len(row["title"]) <= 70, row["id"]
        assert not row["title"].endswith("."), row["id"]
        assert row["why"].endswith("."), row["id"]
        assert row["lookalikes"].endswith((".", '"', ")")), row["id"]
        assert all((row["fixes"], row["words"], row["signs"], row["likely_codes"])), row["id"]
        assert all(0 <= code <= 255 for code in row["likely_codes"]), row["id"]
        assert all(1 <= often <= 9 for often in row["likely_codes"].values()), row["id"]
        assert all(1 <= rank <= 99 for rank in row["signs"]), row["id"]


def test_causes_explain_others_of_the_table() -> None:
    strangers = {row["id"]: {*row.get("explains", ())} - {*IDS} for row in ROWS}
    assert not any(strangers.values()), strangers
    assert [row["id"] for row in ROWS if row["id"] in row.get("explains", ())] == []


def test_every_phrase_can_be_looked_for() -> None:
    for row in ROWS:
        for phrase in phrases_of(row):
            assert '"' not in phrase, "quotation marks are folded to '"
            assert "  " not in phrase, phrase
            for variant in variants(phrase):
                assert len(literal(variant)) >= 2, variant
                re.compile(expression(variant), re.IGNORECASE)


def test_no_phrase_stands_in_the_table_twice() -> None:
    entries = [entry for row in ROWS for group in row["signs"].values() for entry in group]
    times = Counter(entry for entry in entries if isinstance(entry, str))
    assert [phrase for phrase, count in times.items() if count > 1] == []


def test_every_command_has_a_reason_and_placeholders_that_are_known() -> None:
    for row in ROWS:
        for fix in row["fixes"]:
            texts = [fix["command"], fix["why"]] if "command" in fix else [fix["advice"]]
            for text in texts:
                assert text, row["id"]
                assert text.isascii(), text
                assert set(re.findall(r"\{(\w+)\}", text)) <= set(PLACEHOLDERS), text


def test_nothing_destructive_or_lasting_comes_without_a_warning() -> None:
    bare = [
        fix["command"]
        for row in ROWS
        for fix in row["fixes"]
        if "command" in fix and LASTING.search(fix["command"]) and not CAUTION.search(fix["why"])
    ]
    assert bare == []


def test_memory_and_features_are_set_only_after_a_look_at_what_is_set() -> None:
    for row in ROWS:
        commands = [fix["command"] for fix in row["fixes"] if "command" in fix]
        for index, command in enumerate(commands):
            if "--memory" in command or "--features" in command:
                assert any("pct config" in earlier for earlier in commands[:index]), row["id"]


def test_the_host_is_never_upgraded_in_part() -> None:
    commands = [fix["command"] for row in ROWS for fix in row["fixes"] if "command" in fix]
    assert [command for command in commands if "--only-upgrade" in command] == []


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
