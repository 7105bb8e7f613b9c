"""The shell, the user and the end of the session."""

# ruff: noqa: E501 - messages, in all languages, and commands in one piece

from __future__ import annotations

TYPE_CHECKING = False  # not from typing: explaining a code must not wait for that import
if TYPE_CHECKING:
    from telemetry_cli.knowledge.cause_table.row import Row

ROWS: tuple[Row, ...] = (
    {
        "id": "shell.not-bash",
        "category": "shell",
        "title": "Started with sh in place of bash",
        "why": "The script is written for bash; sh (dash, ash) does not know its arrays, functions and redirections.",
        "likely_codes": {2: 6, 103: 9, 127: 1},
        "words": ('Syntax error: "(" unexpected', "redirection unexpected", "[[: not found"),
        "lookalikes": '"syntax error near unexpected token" is bash\'s own message about a damaged script.',
        "fixes": (
            {
                "advice": "Start it with bash: `bash SCRIPT`, or pipe into bash and not into sh. Alpine: apk add bash."
            },
        ),
    },
    {
        "id": "shell.not-root",
        "category": "shell",
        "title": "Not running as root",
        "why": "Packages, services and Proxmox tools need root, and the script was started by another user or with sudo where it needs a root login.",
        "likely_codes": {100: 3, 104: 9, 1: 3, 77: 2},
        "words": ("are you root?", "Permission denied", "must be run as root"),
        "lookalikes": 'A lock with "(11: Resource temporarily unavailable)" is another apt. Root in an unprivileged container may not do everything: "Operation not permitted".',
        "fixes": (
            {"command": "id -u", "why": "has to print 0"},
            {
                "advice": "Open the shell of the Proxmox node as root@pam, or `su -` (with the hyphen); `sudo bash <(...)` does not work."
            },
        ),
    },
    {
        "id": "shell.path",
        "category": "shell",
        "title": "PATH lacks the system's directories",
        "why": "The shell was opened with `su` or sudo and has no /usr/sbin in PATH, where pct, qm, useradd and the like are.",
        "likely_codes": {127: 5, 2: 2, 100: 1},
        "words": ("pct: command not found", "not found in PATH"),
        "lookalikes": "In a container (and not on the host) pct and qm do not exist at all: run the script in the host's shell.",
        "fixes": (
            {"command": "echo $PATH", "why": "has to contain /usr/sbin and /sbin"},
            {
                "advice": "Log in as root, or use `su -` with the hyphen. For this shell: export PATH=$PATH:/usr/sbin:/sbin."
            },
        ),
    },
    {
        "id": "shell.no-terminal",
        "category": "shell",
        "title": "No usable terminal",
        "why": "The script draws dialogs and colours: it needs a terminal, a TERM that the host knows, and a window that is large enough.",
        "likely_codes": {1: 4, 255: 2, 2: 1},
        "words": ("unknown terminal type", "TERM environment variable not set"),
        "lookalikes": "`debconf: unable to initialize frontend` is a notice and harmless, as is `mesg: ttyname failed`.",
        "fixes": (
            {
                "command": "export TERM=xterm-256color",
                "why": "a type that every host knows; for ghostty, kitty, cron and the like",
            },
            {
                "advice": "Make the window at least 80 columns by 24 lines, and start the script in a terminal (ssh -t), not by cron or a pipe."
            },
        ),
    },
    {
        "id": "shell.locale",
        "category": "shell",
        "title": "The locale is missing or invalid",
        "why": "A program needs a locale that is not generated in this system, or LANG is not set.",
        "likely_codes": {1: 4, 255: 1, 100: 1},
        "words": ("LANG: unbound variable", "unsupported locale setting"),
        "lookalikes": 'perl\'s "Setting locale failed" and bash\'s "cannot change locale" are warnings and never the cause.',
        "fixes": (
            {"command": "locale -a", "why": "the locales that exist"},
            {
                "command": "export LANG=C.UTF-8 LC_ALL=C.UTF-8",
                "why": "a locale that is always there, for this shell",
            },
            {
                "command": "dpkg-reconfigure locales",
                "why": "generates the locale of your choice and makes it the default; lasts",
            },
        ),
    },
    {
        "id": "user.aborted",
        "category": "user",
        "title": "Aborted by the user",
        "why": "Ctrl+C was pressed, or a dialog was left with Escape or Cancel. Nothing is broken.",
        "likely_codes": {130: 9, 255: 1, 10: 5, 1: 1},
        "words": ("Interrupted by user", "Aborted by user", "whiptail"),
        "lookalikes": "A dialog that cannot be drawn (TERM, too small a window) ends with the same codes.",
        "fixes": (
            {
                "advice": "Nothing to repair: run the installer again. Remove a half-made container first (pct destroy deletes it with its data)."
            },
        ),
    },
    {
        "id": "user.disconnected",
        "category": "user",
        "title": "The terminal or SSH session was closed",
        "why": "The browser tab, terminal or SSH connection ended while the script ran, and it got a hangup signal.",
        "likely_codes": {129: 9, 255: 1},
        "words": ("hangup", "SIGHUP"),
        "lookalikes": '"Broken pipe" of curl is a network transfer.',
        "fixes": (
            {
                "advice": "Run it again inside tmux or screen (apt-get install tmux): it then survives a closed window."
            },
        ),
    },
    {
        "id": "user.declined",
        "category": "user",
        "title": "A question was declined, or could not be asked",
        "why": "The script asked for consent and got no, nothing in time, or ran unattended where it needs an answer.",
        "likely_codes": {10: 6, 254: 6, 113: 6, 122: 5, 75: 4, 253: 5, 114: 2},
        "words": ("declined", "No changes have been made"),
        "lookalikes": "A full disk or too little RAM may be why the script asked at all.",
        "fixes": (
            {
                "advice": "Run it again in a terminal and answer yes, or do first what the question asks for (more RAM, a backup, an upgrade)."
            },
        ),
    },
    {
        "id": "host.shutdown",
        "category": "host",
        "title": "Ended by a shutdown or a stop",
        "why": "The host or container was shut down, restarted or stopped while the script ran, and it got a terminate signal.",
        "likely_codes": {143: 9},
        "words": ("Terminated", "SIGTERM"),
        "lookalikes": "`timeout` ends with 124, and the out-of-memory killer with 137.",
        "fixes": (
            {
                "command": "last -x reboot shutdown | head",
                "why": "was the machine restarted, and when?",
            },
            {"advice": "Run it again."},
        ),
    },
)
