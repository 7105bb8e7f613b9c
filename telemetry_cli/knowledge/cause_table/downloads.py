"""Downloads: what the server answered, and what arrived."""

# ruff: noqa: E501 - messages, in all languages, and commands in one piece

from __future__ import annotations

TYPE_CHECKING = False  # not from typing: explaining a code must not wait for that import
if TYPE_CHECKING:
    from telemetry_cli.knowledge.cause_table.row import Row

ROWS: tuple[Row, ...] = (
    {
        "id": "download.404",
        "category": "download",
        "title": "The file does not exist (any more)",
        "why": "The server answered 404: the file was moved, renamed or removed, or the address was built from an empty or wrong version.",
        "likely_codes": {22: 6, 8: 4, 1: 2, 100: 1},
        "words": ("returned error: 404", "404 Not Found"),
        "lookalikes": 'A 404 in a checksum or key file shows up later as "mismatch" or "no valid OpenPGP data". A 404 on an apt repository\'s Release file is the wrong suite.',
        "fixes": (
            {"command": "curl -sSIL {url}", "why": "what the server says now, after redirects"},
            {
                "advice": "Look at the project's releases: was the file renamed? With an empty version in the address GitHub's API gave no answer (rate limit)."
            },
            {
                "advice": "Get the current version of the script: it may know the new address already. Otherwise report it."
            },
        ),
    },
    {
        "id": "download.403",
        "category": "download",
        "title": "The server forbids the download",
        "why": "The server answered 401 or 403: it wants a login, or refuses this address, country or program (Cloudflare, hotlink protection).",
        "likely_codes": {22: 3, 8: 5, 1: 1},
        "words": ("403 Forbidden", "returned error: 403"),
        "lookalikes": "A 403 of api.github.com or of a release list is GitHub's rate limit. A 403 \"from proxy after CONNECT\" is the proxy's. 401 of enterprise.proxmox.com is the missing subscription.",
        "fixes": (
            {
                "command": "curl -sSIL {url}",
                "why": "who answers: the header server: cloudflare means that this address or program is refused",
            },
            {
                "advice": "Try from another address (no VPN, no data centre), download the file in a browser, or use another mirror."
            },
            {
                "advice": "Private repository: export a token (GITHUB_TOKEN) that may read it; an expired token is refused where none would do."
            },
        ),
    },
    {
        "id": "download.rate-limit",
        "category": "download",
        "title": "Rate limit of GitHub or a registry",
        "why": "Too many requests came from this address. GitHub allows 60 an hour without a token, Docker Hub a limited number of pulls; whole networks share one address.",
        "likely_codes": {22: 4, 1: 3, 4: 1, 8: 1, 250: 2},
        "words": ("rate limit", "429 Too Many Requests", "toomanyrequests"),
        "lookalikes": "A 403 of another server than GitHub's API forbids the file itself.",
        "fixes": (
            {
                "command": "curl -sS https://api.github.com/rate_limit",
                "why": "`remaining` and when it is `reset` (seconds since 1970)",
            },
            {
                "command": "export GITHUB_TOKEN=<TOKEN>",
                "why": "a personal token without any rights raises the limit to 5,000 an hour; it stays in this shell only",
            },
            {
                "advice": "Or wait an hour. Docker Hub: docker login. Composer: composer config -g github-oauth.github.com <TOKEN>."
            },
        ),
    },
    {
        "id": "download.server-error",
        "category": "download",
        "title": "The server has a fault",
        "why": "The server or its cache answered 5xx: it is overloaded, in maintenance or broken.",
        "likely_codes": {22: 2, 8: 1, 100: 1, 1: 1},
        "words": ("503 Service Unavailable", "502 Bad Gateway", "returned error: 5"),
        "lookalikes": 'The 500 of a Proxmox tool ("500 storage ... does not exist") is an error of its own, not of a download server.',
        "fixes": (
            {"command": "curl -sSIL {url}", "why": "does it answer now?"},
            {
                "advice": "Wait, look at the project's status page (www.githubstatus.com for GitHub), and run it again."
            },
        ),
    },
    {
        "id": "download.checksum",
        "category": "download",
        "title": "The checksum or signature of a download does not match",
        "why": "The file arrived incomplete or changed, an error page was saved in its place, or the script's expected sum is out of date.",
        "likely_codes": {1: 6, 2: 1},
        "words": ("did NOT match", "checksum mismatch", "EINTEGRITY"),
        "lookalikes": 'A 404, 403 or broken connection above it is the cause, and the mismatch its consequence. apt\'s "Hash Sum mismatch" is a mirror being updated.',
        "fixes": (
            {
                "command": "file {path}",
                "why": "HTML or a few bytes: an error page was saved in place of the file",
            },
            {
                "advice": "Delete the file and download it again. If it fails again with the same sum, the script's sum is out of date: report it."
            },
        ),
    },
    {
        "id": "download.release-asset",
        "category": "download",
        "title": "The release or its file does not exist",
        "why": "The project has no such release, or its files are named differently now: the pattern or version in the script does not fit.",
        "likely_codes": {1: 5, 252: 5, 250: 4, 22: 1},
        "words": ("No asset matching", "No release found", "Could not determine latest version"),
        "lookalikes": 'Without an answer of GitHub\'s API (rate limit, no network) the same scripts say "could not determine latest version": look above for 403 or 429.',
        "fixes": (
            {
                "command": "curl -sS https://api.github.com/rate_limit",
                "why": "`remaining` 0: the release exists, but GitHub gives no answer for now",
            },
            {
                "advice": "Look at the project's releases: is there a file for this system, and what is it called now? Report it if the name changed."
            },
            {
                "advice": "Take the previous release until the script is adapted, where the script lets one choose a version."
            },
        ),
    },
    {
        "id": "download.git",
        "category": "download",
        "title": "git could not get the branch, tag or repository",
        "why": "The branch or tag does not exist (any more), the repository was moved or made private, or the version in the command is empty.",
        "likely_codes": {128: 9, 1: 2},
        "words": (
            "not found in upstream origin",
            "did not match any file(s) known to git",
            "Repository not found",
        ),
        "lookalikes": '"early EOF" and "RPC failed" are a broken connection; "Could not resolve host" is DNS. A branch `v` or an empty name means that the version could not be determined.',
        "fixes": (
            {
                "command": "git ls-remote --heads --tags {url}",
                "why": "the branches and tags that exist: master may be called main now",
            },
            {
                "advice": "A directory that is left from an earlier try stands in git's way: move it aside. An empty version comes from GitHub's rate limit."
            },
        ),
    },
)
