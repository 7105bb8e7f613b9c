"""Which program a shell command runs, behind sudo, `pct exec`, `bash -c` and the like.

Reads as much of the shell's language as installers use, without expanding anything. A command that
cannot be read yields no program rather than a wrong one.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_LONGEST = 4_000
"""Characters of a command that are read: what follows never names the program."""

_DEEPEST = 10
"""Commands within commands that are followed: `sudo bash -c "X=$(...)"` is three."""

_RESERVED = frozenset(
    {"if", "then", "elif", "else", "fi", "while", "until", "do", "done", "!", "{", "}", "time"}
)
_HEADS = frozenset({"for", "case", "select", "function", "coproc"})
"""Words that begin what is not a simple command."""
_ASSIGNMENT = re.compile(r"[A-Za-z_]\w*(\[[^]]*\])?\+?=")
_SILENCER = re.compile(r'"?\$\{?(STD|SUDO|sudo|SILENT)\b[^}]*\}?"?')
"""Variables that the installers put in front of a command, empty or a wrapper."""
_NAME = re.compile(r"[\w.+@:-]{1,40}", re.ASCII)
_REDIRECTION = re.compile(r"&?(<<<|<<-?|>>|[<>][&|]?)[ \t]*")
_BUILTIN_SPELLINGS = {"[": "test", "[[": "test", "((": "let"}
_DECLARATIONS = frozenset({"local", "declare", "typeset", "export", "readonly"})
_SHELLS = frozenset({"bash", "sh", "ash", "dash", "zsh", "ksh"})
_SWITCHERS = frozenset({"su", "runuser"})
_SHELL_SCRIPT = re.compile(r"-[a-zA-Z]*c[a-zA-Z]*")
_CARRIERS = frozenset(
    {"echo", "printf", "cat", "yes", "true", ":", "exit", "return", "cd", "mkdir", "set"}
)
"""Commands that feed or follow others and hardly fail themselves."""


class _Wrapper(NamedTuple):
    """A program that runs another one.

    `values` are its options that take a value, `positionals` how many arguments precede the
    command. `fails` says that an exit code may be its own, as `timeout` has 124 and 125.
    """

    values: frozenset[str] = frozenset()
    positionals: int = 0
    fails: bool = True


def _wrapper(values: str = "", positionals: int = 0, *, fails: bool = True) -> _Wrapper:
    return _Wrapper(frozenset(values.split()), positionals, fails)


_WRAPPERS = {
    "sudo": _wrapper("-u -g -h -p -C -D -R -T -U --user --group --host --prompt --chdir"),
    "doas": _wrapper("-u -C"),
    "env": _wrapper("-u -C --unset --chdir"),
    "timeout": _wrapper("-k -s --kill-after --signal", positionals=1),
    "nice": _wrapper("-n --adjustment"),
    "ionice": _wrapper("-c -n --class --classdata"),
    "nohup": _wrapper(),
    "setsid": _wrapper(),
    "stdbuf": _wrapper("-i -o -e --input --output --error"),
    "chroot": _wrapper(positionals=1),
    "flock": _wrapper("-w -E --timeout --conflict-exit-code", positionals=1),
    "gosu": _wrapper(positionals=1),
    "su-exec": _wrapper(positionals=1),
    "xvfb-run": _wrapper("-n -s -e -f -w --server-num --server-args --auth-file --error-file"),
    "lxc-attach": _wrapper("-n --name -P --lxcpath -f --rcfile -a --arch -e -v --set-var -u -g"),
    "runuser": _wrapper("-u --user -g --group -G --supp-group"),
    "busybox": _wrapper(fails=False),
    "command": _wrapper(fails=False),
    "builtin": _wrapper(fails=False),
    "exec": _wrapper("-a", fails=False),
    "silent": _wrapper(fails=False),
}
_EXEC_IN = {
    "pct": _wrapper("--keep-env", positionals=1),
    "docker": _wrapper("-u -e -w --user --env --workdir --env-file --detach-keys", positionals=1),
    "podman": _wrapper("-u -e -w --user --env --workdir --env-file --detach-keys", positionals=1),
}
"""Programs whose `exec` runs a command in a container and exits with its code."""


class _Run(NamedTuple):
    """What a command runs: the `programs` whose exit code it may have, and the `main` one."""

    programs: tuple[str, ...] = ()
    main: str = ""


def program_of(command: str) -> str:
    """The program that `command` runs, without its path; "" if it cannot be known.

    Within `pct exec`, `lxc-attach`, `docker exec`, `bash -c`, `su -c`, `eval` and `X=$(...)` it is
    the inner one; sudo, env, timeout, nice, nohup, $STD and assignments are passed over. `[`, `[[`
    are `test`, `((` is `let`. Of a pipeline it is the first program that does more than carry text
    (under pipefail the producer fails, not the filter), of a list (`&&`, `||`, `;`) the last.
    """
    return _script_run(command, 0).main


def programs_of(command: str) -> tuple[str, ...]:
    """All programs whose exit code may be that of `command`, in the order of the text.

    Those of a pipeline and of a list are all in it, and wrappers that have exit codes of their own
    (sudo, timeout, pct) before what they run. What cannot be known is left out.
    """
    return _script_run(command, 0).programs


def _script_run(script: str, depth: int) -> _Run:
    pipelines = [
        [_command_run(words, depth) for words in pipeline]
        for pipeline in _parsed(script[:_LONGEST])
    ]
    candidates = [run.main for pipeline in reversed(pipelines) for run in pipeline if run.main]
    main = next((name for name in candidates if name not in _CARRIERS), "")
    return _Run(
        tuple(name for pipeline in pipelines for run in pipeline for name in run.programs),
        main or next(iter(candidates), ""),
    )


def _command_run(words: list[str], depth: int) -> _Run:
    """What a simple command runs, or the script that it passes to a shell."""
    if depth > _DEEPEST:
        return _Run()
    while words and (words[0] in _RESERVED or _SILENCER.fullmatch(words[0])):
        words = words[1:]
    assigned = ""
    while words and _ASSIGNMENT.match(words[0]):
        assigned, words = words[0], words[1:]
    if not words or words[0] in _HEADS:
        return _script_run(_substitution(assigned), depth + 1)
    name, arguments = _name(words[0]), words[1:]
    itself = _Run((name,), name) if name else _Run()
    script = _script(name, arguments)
    if script is not None:
        inside = _script_run(script, depth + 1)
        return inside if inside.main else itself
    wrapper = _WRAPPERS.get(name)
    if name in _EXEC_IN and arguments[:1] == ["exec"]:
        wrapper, arguments = _EXEC_IN[name], arguments[1:]
    if wrapper is None or (name == "command" and arguments[:1] in (["-v"], ["-V"])):
        return itself
    wrapped = _wrapped(arguments, wrapper)
    if not wrapped:
        return itself
    inside = _command_run(wrapped, depth + 1)
    return inside._replace(programs=(name, *inside.programs)) if wrapper.fails else inside


def _script(name: str, arguments: list[str]) -> str | None:
    """The script among the arguments of a program that runs scripts; None for any other program."""
    if name in _DECLARATIONS:
        return next(filter(None, map(_substitution, arguments)), "")
    if name == "eval":
        return " ".join(map(_unquoted, arguments))
    if name not in _SHELLS and name not in _SWITCHERS:
        return None
    for before, option, script in zip(["", *arguments], arguments, arguments[1:], strict=False):
        if _SHELL_SCRIPT.fullmatch(option):
            return _unquoted(script)
        is_file = name in _SHELLS and option[0] not in "-+" and before not in {"-o", "+o"}
        if option == "--" or is_file:
            break
    return None


def _wrapped(arguments: list[str], wrapper: _Wrapper) -> list[str]:
    """The command among the arguments of a wrapper."""
    rest, positionals = arguments, wrapper.positionals
    while rest:
        word = _unquoted(rest[0])
        if word == "--":
            rest = rest[1:]
            break
        if word.startswith("-") and len(word) > 1:
            rest = rest[2:] if word in wrapper.values else rest[1:]
        elif positionals:
            positionals -= 1
            rest = rest[1:]
        else:
            break
    return rest[positionals:]


def _substitution(word: str) -> str:
    """The command in the first `$(...)` or backticks of `word`; "" for none."""
    begin = word.find("$(")
    if begin < 0 or word.startswith("$((", begin):
        begin = word.find("`")
        return word[begin + 1 : word.find("`", begin + 1)] if begin >= 0 else ""
    return word[begin + 2 : _end_of_word(word, begin) - 1]


def _name(word: str) -> str:
    """The program that a word in front names, without quotes and path; "" if it is not known."""
    plain = _unquoted(word)
    plain = _BUILTIN_SPELLINGS.get(plain, plain).rpartition("/")[2]
    return plain if _NAME.fullmatch(plain) else ""


def _unquoted(word: str) -> str:
    if word[:1] == word[-1:] == '"' and len(word) > 1:
        return re.sub(r'\\(["$`\\\n])', r"\1", word[1:-1])
    if word[:1] == word[-1:] == "'" and len(word) > 1:
        return word[1:-1]
    return re.sub(r"\\(.)|['\"]", r"\1", word)


def _parsed(text: str) -> list[list[list[str]]]:
    """Pipelines of simple commands of raw words, without redirections and comments."""
    pipelines: list[list[list[str]]] = [[[]]]
    place, end = 0, len(text)
    while place < end:
        rest = text[place : place + 3]
        words = pipelines[-1][-1]
        if rest[0] in " \t\r" or rest.startswith("\\\n"):
            place += 2 if rest[0] == "\\" else 1
        elif rest[0] == "#":
            place = _find(text, "\n", place)
        elif rest.startswith("((") and not words:
            words.append("((")
            place = _find(text, "))", place) + 2
        elif rest[:2] not in {"<(", ">("} and (operator := _REDIRECTION.match(text, place)):
            if rest.startswith("<<") and rest != "<<<":
                end = _find(text, "\n", place)  # what follows is a here-document
            place = _end_of_word(text, operator.end())
        elif rest[0] in "|&;\n()":
            if rest[0] == "|" and rest[:2] != "||":
                pipelines[-1].append([])
            elif rest[0] not in "()":
                pipelines.append([[]])
            place += 2 if rest[:2] in {"||", "&&", ";;", "|&"} else 1
        else:
            begin, place = place, max(_end_of_word(text, place), place + 1)
            word = text[begin:place]
            if word == "[[":
                place = _find(text, "]]", place) + 2
            if not (word.isdigit() and text[place : place + 1] in {"<", ">"}):
                words.append(word)
    return pipelines


def _find(text: str, wanted: str, place: int) -> int:
    where = text.find(wanted, place)
    return where if where >= 0 else len(text)


def _end_of_word(text: str, place: int) -> int:
    """Where the word ends that begins at `place`, quotes and substitutions within it included."""
    closers: list[str] = []
    while place < len(text):
        letter, pair = text[place], text[place : place + 2]
        closer = closers[-1] if closers else ""
        if closer == "'":
            if letter == "'":
                closers.pop()
        elif letter == "\\":
            place += 1
        elif letter == closer:
            closers.pop()
        elif pair == "$(" or (pair in {"<(", ">("} and closer != '"'):
            closers.append(")")
            place += 1
        elif pair == "${":
            closers.append("}")
            place += 1
        elif letter == "`" or (letter in "'\"" and closer != '"'):
            closers.append(letter)
        elif letter == "(" and closers and closer != '"':
            closers.append(")")
        elif not closers and (letter.isspace() or letter in ";&|()<>"):
            break
        place += 1
    return min(place, len(text))
