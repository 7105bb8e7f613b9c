"""Memory: who was killed for it, and who could not get any."""

# ruff: noqa: E501 - messages, in all languages, and commands in one piece

from __future__ import annotations

TYPE_CHECKING = False  # not from typing: explaining a code must not wait for that import
if TYPE_CHECKING:
    from telemetry_cli.knowledge.cause_table.row import Row

ROWS: tuple[Row, ...] = (
    {
        "id": "memory.node-heap",
        "category": "memory",
        "title": "Node.js ran out of heap",
        "why": "The JavaScript heap reached its limit, which Node.js derives from the RAM it sees. Builds of web interfaces need 2 to 8 GB.",
        "likely_codes": {134: 9, 1: 3, 243: 3},
        "words": ("JavaScript heap out of memory", "Reached heap limit"),
        "lookalikes": '"Killed" without the word heap is the kernel\'s out-of-memory killer: there a larger heap makes it worse.',
        "fixes": (
            {
                "command": "pct config {ctid} | grep -E 'memory|swap'",
                "why": "on the host: the RAM (MB) that the container has now",
            },
            {
                "command": "pct set {ctid} --memory {more_memory}",
                "why": "an absolute value in MB that takes effect at once: give twice what the command before shows, never less",
            },
            {
                "command": "export NODE_OPTIONS=--max-old-space-size=4096",
                "why": "a heap of 4 GB: stay about 512 MB below the container's RAM",
            },
            {
                "advice": "For an install that removed its container: export var_ram=<MB> with twice the default before running the installer again."
            },
        ),
    },
    {
        "id": "memory.compile",
        "category": "memory",
        "title": "The compiler ran out of memory",
        "why": "The kernel killed the compiler or linker, or it could not get memory: each parallel job takes 0.5 to 2 GB.",
        "likely_codes": {2: 6, 101: 3, 137: 3, 1: 4, 4: 1},
        "words": (
            "Killed signal terminated program cc1plus",
            "signal: 9, SIGKILL",
            "virtual memory exhausted",
        ),
        "lookalikes": "`make: *** Error 1` and `Error 2` only pass on that a step failed. A compiler error with a file and line is a defect of the source.",
        "fixes": (
            {
                "command": "pct config {ctid} | grep -E 'memory|swap|cores'",
                "why": "on the host: RAM (MB), swap and cores of the container",
            },
            {
                "command": "pct set {ctid} --memory {more_memory}",
                "why": "an absolute value in MB that takes effect at once: give twice what the command before shows, never less",
            },
            {
                "command": "export MAKEFLAGS=-j1 CARGO_BUILD_JOBS=1",
                "why": "one job at a time takes the least memory, and longer",
            },
            {
                "advice": "For an install that removed its container: export var_ram=<MB> with twice the default before running the installer again."
            },
        ),
    },
    {
        "id": "memory.oom-killed",
        "category": "memory",
        "title": "Killed: out of memory",
        "why": "The kernel's out-of-memory killer ended the process, because the container or VM used up its RAM and swap.",
        "likely_codes": {137: 9, 1: 2, 247: 3, 9: 1},
        "words": ("Killed", "oom-kill", "Out of memory: Killed process"),
        "lookalikes": "Someone can also have sent SIGKILL: `dmesg` or `journalctl -k` on the host names the out-of-memory killer. NODE_OPTIONS does not help here.",
        "fixes": (
            {
                "command": "dmesg -T | grep -iE 'oom|killed process'",
                "why": "on the host: which process, and of which container",
            },
            {
                "command": "pct config {ctid} | grep -E 'memory|swap'",
                "why": "on the host: the RAM (MB) that the container has now",
            },
            {
                "command": "pct set {ctid} --memory {more_memory}",
                "why": "an absolute value in MB that takes effect at once: give twice what the command before shows, never less",
            },
            {
                "advice": "For an install that removed its container: export var_ram=<MB> with twice the default before running the installer again. Afterwards the RAM can go back to the default."
            },
        ),
    },
    {
        "id": "memory.cannot-allocate",
        "category": "memory",
        "title": "Not enough free memory",
        "why": "A program asked for more memory than is free: a VM larger than the free RAM of the host, huge pages, or a limit of the container.",
        "likely_codes": {1: 4, 12: 3, 255: 2, 254: 1, 27: 3},
        "words": ("Cannot allocate memory", "cannot set up guest memory"),
        "lookalikes": '"Killed" is the out-of-memory killer. "fork: Resource temporarily unavailable" can also be a limit of processes (ulimit -u, TasksMax).',
        "fixes": (
            {
                "command": "free -m",
                "why": "how much memory (MB, column available) the host has left",
            },
            {
                "advice": "Give the VM or container fewer MB than are free, or stop other guests. On ZFS the ARC can be limited (zfs_arc_max)."
            },
        ),
    },
)
