"""Node.js: its version, its packages, its builds."""

# ruff: noqa: E501 - messages, in all languages, and commands in one piece

from __future__ import annotations

TYPE_CHECKING = False  # not from typing: explaining a code must not wait for that import
if TYPE_CHECKING:
    from telemetry_cli.knowledge.cause_table.row import Row

ROWS: tuple[Row, ...] = (
    {
        "id": "node.engine",
        "category": "node",
        "title": "The Node.js version does not fit",
        "why": "The application or a package needs another Node.js (or npm, pnpm) than the one installed.",
        "likely_codes": {1: 6, 9: 1},
        "words": ("EBADENGINE", "Unsupported engine", "is not a function"),
        "lookalikes": "`npm warn EBADENGINE` alone is a warning and does not stop npm.",
        "fixes": (
            {
                "command": "node --version; npm --version",
                "why": "what is installed; the message names what is wanted",
            },
            {
                "advice": "Set up the wanted major version from deb.nodesource.com in the container, or use a script that is up to date (its NODE_VERSION)."
            },
            {
                "advice": "In a container with several: which -a node shows which one comes first (nvm, /usr/local/bin, /usr/bin)."
            },
        ),
    },
    {
        "id": "node.dependencies",
        "category": "node",
        "title": "Node.js packages contradict each other or the lock file",
        "why": "Peer dependencies cannot all be met (ERESOLVE), or the lock file does not belong to package.json or to this version of npm, pnpm or yarn.",
        "likely_codes": {1: 8},
        "words": ("ERESOLVE", "ERR_PNPM_OUTDATED_LOCKFILE", "npm ci"),
        "lookalikes": "Warnings (`npm warn ERESOLVE overriding peer dependency`, `WARN Issues with peer dependencies`) do not stop the install.",
        "fixes": (
            {
                "command": "npm install --legacy-peer-deps",
                "why": "in the application's folder: leaves peer dependencies unchecked; the application may then not work",
            },
            {
                "command": "pnpm install --no-frozen-lockfile",
                "why": "pnpm writes a new lock file; use the pnpm version of package.json's packageManager",
            },
            {
                "advice": "Mostly an error of this release of the application: take the previous one, or wait for its fix."
            },
        ),
    },
    {
        "id": "node.build",
        "category": "node",
        "title": "The Node.js build failed",
        "why": "A native addon did not compile (make, g++ or Python missing), or the application's own build step stopped with an error.",
        "likely_codes": {1: 7, 2: 1, 127: 1},
        "words": ("gyp ERR!", "ELIFECYCLE", "error during build", "Failed to compile"),
        "lookalikes": 'npm\'s last lines only repeat that a script failed. "Killed", exit status 137 and "heap out of memory" are memory.',
        "fixes": (
            {
                "command": "apt-get install build-essential python3 python3-setuptools",
                "why": 'in the container: what native addons need ("not found: make", distutils)',
            },
            {
                "command": "rm -rf node_modules; npm ci",
                "why": "in the application's folder: installs all packages again, after an update that was interrupted",
            },
            {
                "advice": '"error TS" and "failed to resolve import" are errors of this release: take the previous one, or report it.'
            },
        ),
    },
    {
        "id": "node.registry",
        "category": "node",
        "title": "The npm registry did not deliver",
        "why": "npm, pnpm or yarn could not get a package: the registry has a fault, does not know the version, or the network to it fails.",
        "likely_codes": {1: 6},
        "words": ("npm error network", "E404", "E503", "registry.npmjs.org"),
        "lookalikes": 'npm adds "In most cases you are behind a proxy" to any network error. A name that does not resolve for other programs either is DNS.',
        "fixes": (
            {
                "command": "npm ping; npm config get registry",
                "why": "does the registry answer, and is it the one you expect?",
            },
            {"command": "curl -sSI https://registry.npmjs.org/", "why": "the same without npm"},
            {
                "advice": "Run it again later: status.npmjs.org tells of faults. 404 for one package: its version was withdrawn."
            },
        ),
    },
)
