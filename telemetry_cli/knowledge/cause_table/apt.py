"""Packages: apt, dpkg and Alpine's apk."""

# ruff: noqa: E501 - messages, in all languages, and commands in one piece

from __future__ import annotations

TYPE_CHECKING = False  # not from typing: explaining a code must not wait for that import
if TYPE_CHECKING:
    from telemetry_cli.knowledge.cause_table.row import Row

ROWS: tuple[Row, ...] = (
    {
        "id": "apt.lock",
        "category": "apt",
        "title": "Another process is using apt or dpkg",
        "why": "apt and dpkg allow one process at a time. Right after the start it is usually the automatic update (unattended-upgrades, apt-daily).",
        "likely_codes": {100: 6, 102: 3, 2: 2, 1: 1, 99: 1},
        "words": ("Could not get lock", "is another process using it"),
        "lookalikes": 'The same file with "(13: Permission denied)" or "are you root?" means that you are not root.',
        "fixes": (
            {
                "command": "fuser -v /var/lib/dpkg/lock-frontend",
                "why": "which process holds the lock (package psmisc); wait until it has ended",
            },
            {
                "command": "systemctl status apt-daily.service apt-daily-upgrade.service unattended-upgrades",
                "why": "is the automatic update at work?",
            },
            {
                "advice": "Do not delete the lock file: two processes at once damage dpkg's database. After a crash: dpkg --configure -a."
            },
        ),
    },
    {
        "id": "apt.clock",
        "category": "apt",
        "title": "The clock is wrong, or the repository's index has expired",
        "why": "apt refuses an index from the future, and one that has expired. The host's clock is wrong, or the mirror is no longer updated.",
        "likely_codes": {100: 3, 60: 1},
        "words": ("is not valid yet (invalid for another", "is expired (invalid since"),
        "lookalikes": "Keys expire too (EXPKEYSIG): there the date is right and the key is old.",
        "fixes": (
            {
                "command": "timedatectl",
                "why": "is the time right, and NTP in use? A container has its host's clock: set it there",
            },
            {
                "command": "timedatectl set-ntp true",
                "why": "on the host: keeps the clock right from now on",
            },
            {
                "advice": "If the time is right and the index expired, the mirror is not updated any more: use another one."
            },
        ),
    },
    {
        "id": "apt.enterprise-repository",
        "category": "apt",
        "title": "The Proxmox enterprise repository needs a subscription",
        "why": "enterprise.proxmox.com answers 401 without a subscription key, and apt-get update then fails. A fresh Proxmox VE has this repository enabled.",
        "likely_codes": {100: 4, 1: 1},
        "words": ("enterprise.proxmox.com", "401 Unauthorized"),
        "lookalikes": 'The same without "401" can be the network of the host.',
        "fixes": (
            {
                "command": "ls /etc/apt/sources.list.d/",
                "why": "pve-enterprise and ceph, as .list (Proxmox VE 8) or .sources (9)",
            },
            {
                "advice": "Disable pve-enterprise and the enterprise ceph repository and add pve-no-subscription: node > Updates > Repositories, or the script post-pve-install."
            },
            {
                "command": "apt-get update",
                "why": "has to end without errors before anything is installed",
            },
        ),
    },
    {
        "id": "apt.key",
        "category": "apt",
        "title": "The repository's signing key is missing, expired or refused",
        "why": "apt cannot check the repository's signature: its key is not installed, expired, or made with SHA-1, which sqv refuses since 2026-02-01.",
        "likely_codes": {100: 4, 2: 2, 1: 1},
        "words": ("NO_PUBKEY", "EXPKEYSIG", "is not bound", "no valid OpenPGP data found"),
        "lookalikes": '"no valid OpenPGP data" means that a web page or nothing was downloaded in place of the key: look above for 404 or a network error.',
        "fixes": (
            {
                "advice": "Install the repository's keyring again, as its own documentation says, into /etc/apt/keyrings, and name it in signed-by."
            },
            {
                "command": "ls -l /etc/apt/keyrings /usr/share/keyrings",
                "why": "an empty file is a failed download; every file has to be readable for all",
            },
            {
                "advice": "SHA-1 is refused on Debian 13 since 2026-02-01: the repository's owner has to sign again; until then a Debian 12 container works."
            },
        ),
    },
    {
        "id": "apt.releaseinfo-change",
        "category": "apt",
        "title": "The repository changed its release name",
        "why": "The Debian release became oldstable or the repository renamed its suite, and apt asks before it accepts that.",
        "likely_codes": {100: 2},
        "words": ("changed its 'Suite' value from", "This must be accepted explicitly"),
        "lookalikes": '"no longer has a Release file" is a release that has moved to the archive.',
        "fixes": (
            {
                "command": "apt-get update --allow-releaseinfo-change",
                "why": "accepts the new name; check first that it is what you expect",
            },
            {"command": "pveam update", "why": "on the host: newer templates know the new name"},
        ),
    },
    {
        "id": "apt.interrupted",
        "category": "apt",
        "title": "An earlier package installation was interrupted",
        "why": "dpkg was stopped in the middle (closed terminal, power, full disk), so packages are half installed and apt refuses to go on.",
        "likely_codes": {100: 4, 1: 1, 2: 1},
        "words": ("dpkg was interrupted", "very bad inconsistent state"),
        "lookalikes": "If it fails again at once, look above for a full disk, a read-only file system or a maintainer script.",
        "fixes": (
            {
                "command": "dpkg --configure -a",
                "why": "in the container: finishes what was interrupted",
            },
            {
                "command": "apt-get install --fix-broken --dry-run",
                "why": "shows what would be completed or removed; then run it without --dry-run if you agree",
            },
        ),
    },
    {
        "id": "apt.mirror",
        "category": "apt",
        "title": "The package mirror is out of sync",
        "why": "Index and files on the mirror do not fit together: it is being updated, or a cache in between serves old files.",
        "likely_codes": {100: 5},
        "words": ("Hash Sum mismatch", "Mirror sync in progress", "File has unexpected size"),
        "lookalikes": "A 404 on a repository's Release file is the wrong suite, not an old mirror.",
        "fixes": (
            {
                "command": "apt-get clean; rm -rf /var/lib/apt/lists/*; apt-get update",
                "why": "in the container: removes the old indexes, which are downloaded again",
            },
            {
                "advice": "Wait an hour or use another mirror. With apt-cacher-ng: delete its cache of this repository."
            },
        ),
    },
    {
        "id": "apt.repository",
        "category": "apt",
        "title": "The repository is not for this release, not signed, or wrong",
        "why": "The repository has nothing for this distribution release, its address is wrong, it is listed twice, or a file in sources.list.d is malformed.",
        "likely_codes": {100: 5, 237: 1, 238: 1},
        "words": ("does not have a Release file", "is not signed", "Malformed entry"),
        "lookalikes": '"Temporary failure resolving" above it is DNS; NO_PUBKEY is the key; 401 of enterprise.proxmox.com is the subscription.',
        "fixes": (
            {
                "command": "cat /etc/os-release; grep -rE '^(deb|URIs|Suites)' /etc/apt/sources.list*",
                "why": "does each repository have this release (bookworm, trixie, noble)? Its address with /dists/ in a browser shows",
            },
            {
                "advice": "For an application that is not ready for Debian 13: export var_version=12 before the installer makes a Debian 12 container."
            },
        ),
    },
    {
        "id": "apt.no-such-package",
        "category": "apt",
        "title": "A package does not exist in the repositories",
        "why": "The package is not in this release, was renamed, or its repository was not added or not read (apt-get update failed).",
        "likely_codes": {100: 7, 237: 3, 1: 1},
        "words": ("Unable to locate package", "has no installation candidate"),
        "lookalikes": 'After a failed apt-get update (DNS, 404, not signed) every package is "unable to locate": look above.',
        "fixes": (
            {
                "command": "apt-get update",
                "why": "in the container: it has to end without W: and E: lines",
            },
            {
                "command": "apt-cache policy {package}",
                "why": "which version is offered, and from where; (none) means from nowhere",
            },
            {
                "command": "cat /etc/os-release",
                "why": "the release: third-party repositories are often not ready for the newest",
            },
        ),
    },
    {
        "id": "apt.broken-dependencies",
        "category": "apt",
        "title": "Package dependencies cannot be met",
        "why": "A package needs versions that the configured repositories do not have: mixed releases, a held package, or a repository made for another release.",
        "likely_codes": {100: 7, 1: 2, 237: 2},
        "words": ("have unmet dependencies", "held broken packages"),
        "lookalikes": '"dependency problems - leaving unconfigured" is the consequence when another package\'s maintainer script failed: look for the first failing package.',
        "fixes": (
            {
                "command": "apt-cache policy {package}",
                "why": "in the container: which versions come from which repository?",
            },
            {
                "command": "grep -rE '^(deb|URIs|Suites)' /etc/apt/sources.list*",
                "why": "all have to be for the same release",
            },
            {"command": "apt-mark showhold", "why": "held packages; apt-mark unhold releases them"},
            {
                "command": "apt-get install --fix-broken --dry-run",
                "why": "shows what it would install or remove; run it without --dry-run only if you agree, and only in the container",
            },
        ),
    },
    {
        "id": "apt.maintainer-script",
        "category": "apt",
        "title": "A package's installation script failed",
        "why": "The package was unpacked, but its own script, mostly one that starts a service, failed. The real error stands above this line.",
        "likely_codes": {100: 5},
        "words": ("post-installation script subprocess returned error exit status",),
        "lookalikes": "It is often a consequence: a full or read-only disk, a port in use, a service that does not start, a missing locale. Look above.",
        "fixes": (
            {
                "command": "journalctl -xe --no-pager | tail -50",
                "why": "in the container: what the service said when the script started it",
            },
            {
                "command": "dpkg --configure -a",
                "why": "runs the script again once the reason is gone",
            },
        ),
    },
    {
        "id": "apk.failed",
        "category": "apt",
        "title": "Alpine's apk could not install packages",
        "why": "A package is not in the branch's repositories, its signature is not trusted, or the repositories could not be read.",
        "likely_codes": {1: 3, 99: 6, 8: 1, 2: 1},
        "words": ("unable to select packages", "no such package", "UNTRUSTED signature"),
        "lookalikes": '"temporary error (try again later)" followed by "no such package" is the network or DNS of the container.',
        "fixes": (
            {
                "command": "cat /etc/apk/repositories; cat /etc/alpine-release",
                "why": "the branch (v3.22) has to fit the release; community has to be among the lines",
            },
            {
                "command": "apk update; apk fix",
                "why": "reads the indexes again and repairs what is half installed",
            },
            {
                "advice": "UNTRUSTED on an old container: alpine-keys is out of date; move to a branch that is still supported."
            },
        ),
    },
)
