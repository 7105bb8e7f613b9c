"""Shell completions, in real bash, zsh and fish."""

from __future__ import annotations

import os
import pty
import re
import select
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable
from fcntl import ioctl
from pathlib import Path

import pytest

from telemetry_cli.core.record import FIELD_NAMES
from telemetry_cli.docgen.command_line import commands
from telemetry_cli.docgen.completions import scripts
from telemetry_cli.knowledge.explanations import KNOWN

COMPLETIONS = Path(__file__).parent.parent.parent / "completions"
_SECONDS = 30.0
_PROMPT = "ready> "

Offered = Callable[[str], dict[str, str]]
"""The completions of a command line: each word with its description, '' if it has none."""


class Shell:
    """An interactive shell in a terminal."""

    def __init__(self, command: list[str], directory: Path, *setup: str) -> None:
        child, self._terminal = pty.fork()
        if child == 0:
            environment = {"PATH": os.environ["PATH"], "TERM": "dumb", "HOME": str(directory)}
            environment |= {"LC_ALL": "C.UTF-8", "COLUMNS": "300", "LINES": "500"}
            os.chdir(directory)
            os.execvpe(command[0], command, environment)  # noqa: S606
        ioctl(self._terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 500, 300, 0, 0))
        self._number = 0
        os.write(self._terminal, f"PS1='{_PROMPT}'\n".encode())
        for line in setup:
            self.run(line)

    def run(self, line: str) -> str:
        """Run a line and return the output until it has ended."""
        self._number += 1
        os.write(self._terminal, f"{line}; echo do''ne-{self._number}.\n".encode())
        return self._read_until(f"done-{self._number}.")

    def complete(self, line: str) -> str:
        """The output after typing the line and pressing Tab twice."""
        self._number += 1
        os.write(self._terminal, f"{line}\t\t".encode())
        os.write(self._terminal, b"\x05\x15")  # Ctrl-E, Ctrl-U: clear the line
        return self._read_until_done()

    def _read_until_done(self) -> str:
        os.write(self._terminal, f"echo do''ne-{self._number}.\n".encode())
        return self._read_until(f"done-{self._number}.")

    def _read_until(self, mark: str) -> str:
        """The output up to `mark` and the next prompt."""
        written, end = "", time.monotonic() + _SECONDS
        while _PROMPT not in written.partition(mark)[2]:
            ready, _, _ = select.select([self._terminal], [], [], max(0, end - time.monotonic()))
            assert ready, written
            written += os.read(self._terminal, 65536).decode("utf-8", "replace")
        return written


@pytest.fixture(scope="module")
def workdir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A directory with a file and a folder to complete."""
    directory = tmp_path_factory.mktemp("completions")
    (directory / "install.log").touch()
    (directory / "data").mkdir()
    return directory


@pytest.fixture(scope="module")
def bash(workdir: Path) -> Offered:
    # Call the function as readline does, with the words split as readline splits them.
    ask = r"""
source "$1"; cd "$2"
line=$3
COMP_WORDS=() word=''
compopt() { :; }
for ((i = 0; i < ${#line}; i++)); do
  character=${line:i:1}
  case $character in
    ' ') [[ -n $word ]] && COMP_WORDS+=("$word"); word='' ;;
    '=') [[ -n $word ]] && COMP_WORDS+=("$word"); COMP_WORDS+=('='); word='' ;;
    *) word+=$character ;;
  esac
done
[[ $character == '=' ]] || COMP_WORDS+=("$word")
COMP_CWORD=$((${#COMP_WORDS[@]} - 1)) COMP_LINE=$line COMP_POINT=${#line}
"$(complete -p telemetry-cli | sed 's/.*-F \([^ ]*\).*/\1/')"
printf '%s\n' "${COMPREPLY[@]}"
"""

    def offered(line: str) -> dict[str, str]:
        script = COMPLETIONS / "telemetry-cli.bash"
        done = subprocess.run(
            ["bash", "-uc", ask, "bash", str(script), str(workdir), line],
            capture_output=True,
            text=True,
            check=True,
        )
        assert done.stderr == ""
        return dict.fromkeys(done.stdout.split(), "")

    return offered


@pytest.fixture(scope="module")
def zsh(workdir: Path) -> Offered:
    shell = Shell(
        ["zsh", "-f", "-i"],
        workdir,
        f"fpath=({COMPLETIONS} $fpath); autoload -Uz compinit; compinit -u -D",
        "zstyle ':completion:*' list-separator '#'; zstyle ':completion:*' list-packed false",
        "zstyle ':completion:*' force-list always; unsetopt menu_complete auto_menu",
        "LISTMAX=10000; setopt bash_auto_list; unset zle_bracketed_paste",
    )

    def offered(line: str) -> dict[str, str]:
        return _listed(shell.complete(line))

    return offered


@pytest.fixture(scope="module")
def fish(workdir: Path) -> Offered:
    def offered(line: str) -> dict[str, str]:
        script = f'source {COMPLETIONS}/telemetry-cli.fish; complete -C "$argv"'
        done = subprocess.run(
            ["fish", "--no-config", "-c", script, line],
            capture_output=True,
            text=True,
            check=True,
            cwd=workdir,
            env={"PATH": os.environ["PATH"], "HOME": str(workdir), "LC_ALL": "C.UTF-8"},
        )
        assert done.stderr == ""
        pairs = (line.partition("\t") for line in done.stdout.splitlines())
        last = line.rpartition("=")[0] + "=" if re.search(r"--[a-z-]+=\S*$", line) else ""
        last = last.rpartition(" ")[2]
        return {word.removeprefix(last): description for word, _, description in pairs}

    return offered


def _listed(written: str) -> dict[str, str]:
    """The words and descriptions in the output of zsh, without the typed lines."""
    plain = re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]|\x07|\r", "", written)
    typed = ("telemetry-cli ", "done-", "do''ne-", _PROMPT.strip())
    rows = [row for row in plain.split("\n") if not any(word in row for word in typed)]
    words_offered: dict[str, str] = {}
    for row in rows:
        word, sign, description = row.partition(" # ")
        names = [word.strip()] if sign else word.split()
        words_offered |= dict.fromkeys(names, description.strip())
    return words_offered


@pytest.fixture(params=["bash", "zsh", "fish"])
def offered(request: pytest.FixtureRequest) -> Offered:
    shell: Offered = request.getfixturevalue(request.param)
    return shell


@pytest.mark.parametrize("name", scripts())
def test_a_completion_script_matches_the_command_line(name: str) -> None:
    assert (COMPLETIONS / name).read_text("utf-8") == scripts()[name], (
        "python -m telemetry_cli.docgen.completions completions"
    )


@pytest.mark.parametrize(
    "check",
    [
        ["bash", "-n", "telemetry-cli.bash"],
        [str(Path(sys.executable).parent / "shellcheck"), "--shell=bash", "telemetry-cli.bash"],
        ["zsh", "-n", "_telemetry-cli"],
        ["fish", "--no-execute", "telemetry-cli.fish"],
    ],
)
def test_a_completion_script_passes_the_syntax_check_of_its_shell(check: list[str]) -> None:
    done = subprocess.run(check, cwd=COMPLETIONS, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout + done.stderr) == (0, "")


def test_every_command_is_offered(offered: Offered) -> None:
    assert set(offered("telemetry-cli ")) == {command.name for command in commands()}


def test_commands_with_the_typed_prefix_are_offered(offered: Offered) -> None:
    words_offered = offered("telemetry-cli sta")
    assert set(words_offered) == {"start-lxc", "start-vm", "start-addon", "start-pve", "stats"}


def test_subcommands_are_offered(offered: Offered) -> None:
    assert set(offered("telemetry-cli diagnostics ")) == {"show", "enable", "disable"}
    assert set(offered("telemetry-cli query --o")) <= {"--output", "--os-type", "--os-version"}


def test_a_used_option_is_offered_again_only_if_repeatable(offered: Offered) -> None:
    words_offered = offered("telemetry-cli query --app plex --failed --f")
    assert set(words_offered) == {"--fields", "--filter", "--follow"}
    assert set(offered("telemetry-cli query --app plex --app")) <= {"--app"}


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("telemetry-cli query --status ", {"success", "failed", "installing", "unknown"}),
        ("telemetry-cli query --type ", {"lxc", "vm", "addon", "pve"}),
        ("telemetry-cli query -o ", {"table", "json", "ndjson", "csv"}),
        ("telemetry-cli stats --output=", {"table", "json", "csv"}),
        ("telemetry-cli update ", {"done", "failed", "unknown"}),
        ("telemetry-cli explain --category d", {"database", "dependency"}),
        ("telemetry-cli query --failed --category da", {"database"}),
    ],
)
def test_the_values_of_an_option_are_offered(offered: Offered, line: str, words: set[str]) -> None:
    words_offered = set(offered(line))
    # zsh inserts an unambiguous completion and then lists nothing.
    assert words_offered == words or (len(words) == 1 and words_offered <= words)


def test_exit_codes_are_offered_with_their_description(
    offered: Offered, request: pytest.FixtureRequest
) -> None:
    words_offered = offered("telemetry-cli explain 13")
    descriptions = {
        str(one.code): one.description for one in KNOWN if str(one.code).startswith("13")
    }
    assert set(words_offered) == set(descriptions)
    if "bash" not in request.node.name:
        assert words_offered == descriptions
    assert {"137", "INTERRUPTED"} <= set(offered("telemetry-cli update failed "))


def test_field_names_are_offered_after_each_comma(
    bash: Offered, fish: Offered, zsh: Offered
) -> None:
    assert set(bash("telemetry-cli query --fields ")) == set(FIELD_NAMES)
    assert set(bash("telemetry-cli query --fields id,ns")) == {"id,nsapp"}
    assert set(fish("telemetry-cli query --fields id,ns")) == {"id,nsapp"}
    assert set(zsh("telemetry-cli query --fields id,os_")) == {"os_type", "os_version"}
    assert "-created" in bash("telemetry-cli query --sort -cr")
    # fish takes a word that starts with a dash for an option.
    assert "-created" in fish("telemetry-cli query --sort=-cr")


def test_files_are_offered_for_options_that_take_a_file(offered: Offered) -> None:
    assert "install.log" in offered("telemetry-cli update --error-log ")
    words_offered = {word.rstrip("/") for word in offered("telemetry-cli serve --data-dir ")}
    assert {name for name in words_offered if name[0] != "."} in ({"data"}, set()), "zsh inserts it"


def test_files_are_not_offered_elsewhere(bash: Offered, fish: Offered) -> None:
    for shell in (bash, fish):
        assert shell("telemetry-cli doctor ") == {}
        assert shell("telemetry-cli query --app ") == {}


def test_programs_are_offered_after_the_double_dash_of_run(bash: Offered, fish: Offered) -> None:
    for shell in (bash, fish):
        assert "bash" in shell("telemetry-cli run --type lxc -- bas")
    assert set(bash("telemetry-cli run --type lxc -- --")) == set()


def test_completion_works_at_the_bash_prompt(workdir: Path) -> None:
    shell = Shell(
        ["bash", "--norc", "--noprofile", "-i"],
        workdir,
        "bind 'set enable-bracketed-paste off'",
        f"source {COMPLETIONS}/telemetry-cli.bash",
    )
    written = shell.complete("telemetry-cli qu")
    assert "telemetry-cli query " in written
    assert "telemetry-cli stats --output=json" in shell.complete("telemetry-cli stats --output=j")
