"""The table of causes."""

from __future__ import annotations

import re
import subprocess
import sys
from collections import Counter

from telemetry_cli.knowledge.causes import CATEGORIES, ROWS, likely
from telemetry_cli.knowledge.fix_values import PLACEHOLDERS
from telemetry_cli.knowledge.phrases import expression, literal, variants
from telemetry_cli.knowledge.signs import SIGNS

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


ENTRIES = [
    entry for signs in SIGNS.values() for group in signs["signs"].values() for entry in group
]
PHRASES = [entry if isinstance(entry, str) else entry["phrase"] for entry in ENTRIES]


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
        assert all((row["fixes"], row["words"], row["likely_codes"])), row["id"]
        assert all(0 <= code <= 255 for code in row["likely_codes"]), row["id"]
        assert all(1 <= often <= 9 for often in row["likely_codes"].values()), row["id"]


def test_every_cause_can_be_recognised_and_nothing_else() -> None:
    assert list(SIGNS) == IDS
    for cause, signs in SIGNS.items():
        assert any(signs["signs"].values()), cause
        assert all(1 <= rank <= 99 for rank in signs["signs"]), cause


def test_causes_explain_others_of_the_table() -> None:
    explained = {cause: {*signs.get("explains", ())} for cause, signs in SIGNS.items()}
    assert {cause for others in explained.values() for cause in others} <= {*IDS}
    assert [cause for cause, others in explained.items() if cause in others] == []


def test_every_phrase_can_be_looked_for() -> None:
    for phrase in PHRASES:
        assert '"' not in phrase, "quotation marks are folded to '"
        assert "  " not in phrase, phrase
        for variant in variants(phrase):
            assert len(literal(variant)) >= 2, variant
            re.compile(expression(variant), re.IGNORECASE)


def test_no_phrase_stands_in_the_table_twice() -> None:
    times = Counter(expression(entry) for entry in ENTRIES if isinstance(entry, str))
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


def test_likely_causes_are_known_without_the_signs() -> None:
    program = (
        "import sys, telemetry_cli.knowledge.causes;"
        " print([name for name in sys.modules if 'sign_table' in name])"
    )
    assert subprocess.check_output([sys.executable, "-c", program], text=True).strip() == "[]"


def test_an_exit_code_is_explained_without_the_table_of_causes() -> None:
    program = (
        "import sys, telemetry_cli.knowledge.exit_codes;"
        " print([name for name in sys.modules if 'cause' in name or 'diagnosis' in name])"
    )
    assert subprocess.check_output([sys.executable, "-c", program], text=True).strip() == "[]"
