"""Scripts: what is missing, unset, misspelled or out of date in them."""

# ruff: noqa: E501 - messages, in all languages, and commands in one piece

from __future__ import annotations

TYPE_CHECKING = False  # not from typing: explaining a code must not wait for that import
if TYPE_CHECKING:
    from telemetry_cli.knowledge.cause_table.row import Row

ROWS: tuple[Row, ...] = (
    {
        "id": "script.download-of-script",
        "category": "script",
        "title": "The script or its functions could not be downloaded",
        "why": "The installer loads its functions from GitHub while it runs. What came was nothing, an error page, or a part of it.",
        "likely_codes": {127: 3, 1: 2, 2: 3, 115: 8, 255: 1},
        "words": (
            "404:: command not found",
            "header_info: command not found",
            "syntax error near unexpected token `<'",
        ),
        "lookalikes": "If curl says that it could not resolve or connect, that is the cause.",
        "fixes": (
            {
                "command": "curl -fsSL https://raw.githubusercontent.com/community-scripts/ProxmoxVE/main/misc/build.func | head -3",
                "why": "has to show a bash script: HTML or nothing means a proxy, a filter or a moved address",
            },
            {
                "advice": "Take the command from the page of the script again: addresses of old copies (tteck/Proxmox, a fork, a branch) may be gone."
            },
        ),
    },
    {
        "id": "script.outdated-copy",
        "category": "script",
        "title": "An old copy of the script is in use",
        "why": "The script comes from a mirror, fork or archive (tteck/Proxmox) that is no longer maintained, and does not know this host.",
        "likely_codes": {1: 2, 105: 1},
        "words": ("tteck/Proxmox", "Requires Proxmox Virtual Environment Version"),
        "lookalikes": 'The current scripts say "This version of Proxmox VE is not supported".',
        "fixes": (
            {
                "advice": "Use the command from community-scripts.github.io/ProxmoxVE: the address begins with raw.githubusercontent.com/community-scripts/ProxmoxVE."
            },
            {
                "command": "cat /usr/bin/update",
                "why": "in the container: the update command keeps the address of the script that made it",
            },
        ),
    },
    {
        "id": "script.arguments",
        "category": "script",
        "title": "The command line was cut or has a wrong option",
        "why": "Options arrived empty or unknown: a blank after a backslash, missing quotes, or a version that does not know the option.",
        "likely_codes": {2: 5, 64: 4, 1: 2, 65: 2, 3: 3},
        "words": ("option requires an argument", "unrecognized option", "missing operand"),
        "lookalikes": "An option that a new release of the program dropped is an upstream change.",
        "fixes": (
            {
                "advice": "Paste the whole command again as one line; look for a blank behind a backslash, typographic quotes and empty variables."
            },
        ),
    },
    {
        "id": "script.upstream-changed",
        "category": "script",
        "title": "Upstream changed its layout, options or file names",
        "why": "A new release of the application has other directories, options or commands than the script expects.",
        "likely_codes": {1: 6, 2: 1, 252: 2},
        "words": ("Unknown option", "cannot stat", "No rule to make target"),
        "lookalikes": "A file that an earlier, failed step should have made is a consequence of that step.",
        "fixes": (
            {
                "advice": "Get the current version of the script: it may know the new layout already. Otherwise report it with this line."
            },
            {
                "advice": "Install the previous release of the application, if the script lets one choose."
            },
        ),
    },
    {
        "id": "script.archive",
        "category": "script",
        "title": "The archive cannot be unpacked",
        "why": "The file is not an archive (an error page, nothing), arrived incomplete, or the tool that unpacks it is missing.",
        "likely_codes": {2: 6, 1: 2, 9: 3, 251: 6, 3: 1, 254: 1},
        "words": (
            "not in gzip format",
            "does not look like a tar archive",
            "End-of-central-directory signature not found",
        ),
        "lookalikes": "A 404 or a broken connection above it, or a full disk, is the cause.",
        "fixes": (
            {
                "command": "file {path}; ls -l {path}",
                "why": "HTML or a small file: an error page was downloaded in place of the archive",
            },
            {
                "command": "apt-get install xz-utils zstd unzip",
                "why": "in the container, if the tool to unpack is missing",
            },
            {"advice": "Delete the file and download it again."},
        ),
    },
    {
        "id": "script.syntax",
        "category": "script",
        "title": "A syntax error in a script",
        "why": "The shell could not read the script: an error in it, a part of it that is missing, or Windows line ends.",
        "likely_codes": {2: 5, 1: 3, 5: 1},
        "words": (
            "syntax error near unexpected token",
            "unexpected EOF while looking for matching",
        ),
        "lookalikes": '`sh script` in place of `bash script` gives "Syntax error: ... unexpected". An HTML page run as a script fails on line 1 near `<`.',
        "fixes": (
            {
                "advice": "An error of the script in this hour: run it again after it was repaired, or report the line."
            },
            {
                "command": "bash -n {file}",
                "why": "checks the syntax of a script without running it",
            },
        ),
    },
    {
        "id": "script.unbound-variable",
        "category": "script",
        "title": "The script uses a variable that is not set",
        "why": "Under `set -u` bash ends a script that uses an unset variable: an error in the script, or an earlier step that should have set it.",
        "likely_codes": {1: 6, 127: 1},
        "words": ("unbound variable",),
        "lookalikes": "LANG unbound is the host's locale. After a download that failed, everything is unbound: look above. SPINNER_PID is a consequence of any error.",
        "fixes": (
            {
                "advice": "Mostly an error of the script that is repaired within hours: run it again with the current version, or report the line."
            },
        ),
    },
    {
        "id": "script.command-not-found",
        "category": "script",
        "title": "A program is missing",
        "why": "The script calls a program that is not installed in this system or is not in PATH.",
        "likely_codes": {127: 9, 1: 2},
        "words": ("command not found",),
        "lookalikes": "A row of functions that are not found (header_info, color) is a failed download. pct, qm or useradd not found is PATH.",
        "fixes": (
            {
                "command": "command -v {command}; echo $PATH",
                "why": "is it there after all, outside PATH?",
            },
            {
                "command": "apt-cache search --names-only '^{command}'",
                "why": "in the container: the package may have another name; Alpine: apk search",
            },
        ),
    },
    {
        "id": "script.file-missing",
        "category": "script",
        "title": "A file or directory does not exist",
        "why": "The script or program uses a path that is not there: a step before it did not make it, or the application moved it.",
        "likely_codes": {1: 5, 2: 3, 252: 2, 66: 2, 127: 1},
        "words": ("No such file or directory", "ENOENT"),
        "lookalikes": "A header (`X.h: No such file`) is a missing -dev package. A missing socket is a service that does not run. For a binary it can mean the loader of another architecture or libc.",
        "fixes": (
            {"command": "ls -ld {path}", "why": "is it there now, perhaps under another name?"},
            {
                "advice": "Look above for the first step that failed. Otherwise the application changed: get the current version of the script or report it."
            },
        ),
    },
)
