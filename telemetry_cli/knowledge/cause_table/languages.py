"""Languages, their package managers and builds: Python, Go, Rust, Java, PHP, Ruby, .NET, C."""

# ruff: noqa: E501 - messages, in all languages, and commands in one piece

from __future__ import annotations

TYPE_CHECKING = False  # not from typing: explaining a code must not wait for that import
if TYPE_CHECKING:
    from telemetry_cli.knowledge.cause_table.row import Row

ROWS: tuple[Row, ...] = (
    {
        "id": "python.version",
        "category": "python",
        "title": "The Python version does not fit",
        "why": "The application needs another Python than the one installed, or one that uv or pyenv cannot get.",
        "likely_codes": {1: 5, 2: 4},
        "words": ("requires a different Python", "No interpreter found", "Requires-Python"),
        "lookalikes": '"from versions: none" without a note on Python can be a network that does not reach PyPI, or a wrong name.',
        "fixes": (
            {
                "command": "python3 --version; uv python list",
                "why": "what is installed, and what uv can get",
            },
            {
                "command": "uv python install 3.12",
                "why": "a Python beside the distribution's; take the version that the message names",
            },
            {
                "advice": "If uv knows no such version, update uv first. Otherwise use a container whose release has that Python."
            },
        ),
    },
    {
        "id": "python.no-matching-distribution",
        "category": "python",
        "title": "pip or uv finds no version that fits",
        "why": "No version of a package meets all requirements: they contradict each other, the version was withdrawn, or there is none for this platform.",
        "likely_codes": {1: 6, 2: 3, 161: 3},
        "words": (
            "No matching distribution found",
            "ResolutionImpossible",
            "No solution found when resolving",
        ),
        "lookalikes": 'If all packages have no versions, PyPI is not reachable. "Requires-Python" in the same output means the Python version.',
        "fixes": (
            {
                "command": "pip index versions {package}",
                "why": "in the application's environment: which versions exist for this Python",
            },
            {
                "advice": "Take the application's release that was tested with these requirements, or loosen the pin that the message names."
            },
        ),
    },
    {
        "id": "python.build",
        "category": "python",
        "title": "A Python package could not be built",
        "why": "No ready-made wheel fits this Python and platform, and building it failed: the compiler, a header file, Rust or a tool is missing, or the source does not build.",
        "likely_codes": {1: 7, 2: 2},
        "words": (
            "Failed building wheel for",
            "Could not build wheels",
            "subprocess-exited-with-error",
        ),
        "lookalikes": '"Killed" or "out of memory" in the compiler\'s output is memory; a Python that is too new has no wheels yet.',
        "fixes": (
            {
                "command": "apt-get install build-essential python3-dev pkg-config",
                "why": "in the container: compiler and headers of Python",
            },
            {
                "advice": 'The first "fatal error: X.h: No such file" names the missing header; apt-file search X.h (package apt-file) names its -dev package.'
            },
            {
                "advice": "For a Python that is newer than the package, use the Python that the application documents: it has wheels."
            },
        ),
    },
    {
        "id": "python.externally-managed",
        "category": "python",
        "title": "The system's Python is protected against pip",
        "why": "Since Debian 12 and Ubuntu 23.04 pip refuses to install into the distribution's Python (PEP 668).",
        "likely_codes": {1: 3, 2: 1, 162: 3},
        "words": ("externally-managed-environment",),
        "lookalikes": "pip's warning about running as root is harmless.",
        "fixes": (
            {
                "command": "python3 -m venv /opt/app-venv",
                "why": "an environment of its own, in which /opt/app-venv/bin/pip may install (package python3-venv)",
            },
            {
                "advice": "Use a script that is up to date: current ones use uv. --break-system-packages overrides it and can break tools of the distribution."
            },
        ),
    },
    {
        "id": "python.venv",
        "category": "python",
        "title": "The Python environment is missing or broken",
        "why": "The module venv or pip is not installed, uv is missing, or the environment belongs to a Python that was replaced.",
        "likely_codes": {1: 3, 127: 4, 160: 4, 2: 1},
        "words": ("ensurepip is not available", "uv: command not found", "No module named pip"),
        "lookalikes": '"No module named X" for any other X is a missing dependency of the application.',
        "fixes": (
            {
                "command": "python3 --version",
                "why": "the package has to be for exactly this version",
            },
            {
                "command": "apt-get install python3-venv python3-pip",
                "why": "in the container: for another Python take python3.X-venv",
            },
            {
                "command": "ls -l /usr/local/bin/uv /root/.local/bin/uv",
                "why": "is uv installed, but not in PATH?",
            },
        ),
    },
    {
        "id": "go.version",
        "category": "go",
        "title": "The Go toolchain is too old",
        "why": "go.mod asks for a newer Go than the one installed.",
        "likely_codes": {1: 4, 2: 1},
        "words": ("requires go >=", "unknown directive: toolchain"),
        "lookalikes": '"undefined: X" of a dependency with a new Go is a broken dependency, not an old Go.',
        "fixes": (
            {
                "command": "go version; head -20 go.mod",
                "why": "what is installed, and what is asked for",
            },
            {
                "advice": "Install the Go that go.mod names (go.dev/dl) into /usr/local/go; the distribution's is older. Since Go 1.21, GOTOOLCHAIN=auto downloads it."
            },
        ),
    },
    {
        "id": "go.build",
        "category": "go",
        "title": "The Go build failed",
        "why": "The source or one of its modules does not compile, or the C compiler that cgo needs is missing.",
        "likely_codes": {1: 4, 2: 3},
        "words": ("undefined:", "cgo: C compiler", "no required module provides package"),
        "lookalikes": '"signal: killed" is memory; "dial tcp" and "i/o timeout" of proxy.golang.org are the network.',
        "fixes": (
            {
                "command": "apt-get install build-essential",
                "why": "in the container, if gcc is missing; or export CGO_ENABLED=0 where the program allows it",
            },
            {
                "command": "go mod tidy",
                "why": "in the source: adds missing modules; changes go.mod and go.sum",
            },
            {
                "advice": "A dependency that does not compile with a new Go needs an update: take the application's latest release, or the Go version of its go.mod."
            },
        ),
    },
    {
        "id": "rust.version",
        "category": "rust",
        "title": "The Rust toolchain is too old",
        "why": "A crate needs a newer rustc or an unstable feature. Distributions' Rust is often years old.",
        "likely_codes": {101: 6, 1: 2},
        "words": ("requires rustc", "edition2024", "lock file version"),
        "lookalikes": "101 is cargo's exit code for every failure: read which.",
        "fixes": (
            {
                "command": "rustup update stable",
                "why": "the current toolchain, if it was installed by rustup",
            },
            {
                "command": "rustc --version; which -a cargo",
                "why": "is /usr/bin/cargo of the distribution in front of ~/.cargo/bin?",
            },
            {"advice": "Without rustup: install it from rustup.rs. edition2024 needs Rust 1.85."},
        ),
    },
    {
        "id": "rust.build",
        "category": "rust",
        "title": "The Rust build failed",
        "why": "A crate does not compile, mostly because a C library, its -dev package, pkg-config, cmake or a linker is missing.",
        "likely_codes": {101: 7, 1: 1},
        "words": (
            "could not compile",
            "failed to run custom build command",
            "Could not find openssl via pkg-config",
        ),
        "lookalikes": '"signal: 9, SIGKILL" is memory; "requires rustc" is the toolchain\'s age.',
        "fixes": (
            {
                "command": "apt-get install build-essential pkg-config libssl-dev",
                "why": "in the container: what most crates with C code need",
            },
            {
                "advice": 'The first line under "failed to run custom build command" names the missing library or tool.'
            },
        ),
    },
    {
        "id": "java.version",
        "category": "java",
        "title": "Java is missing or has the wrong version",
        "why": "The program was compiled for a newer Java than the one that runs it, does not run on one so new, or finds none.",
        "likely_codes": {1: 4, 127: 1},
        "words": ("UnsupportedClassVersionError", "class file version", "JAVA_HOME"),
        "lookalikes": 'Class file version 65 is Java 21, 61 is 17, 55 is 11, 52 is 8. "OutOfMemoryError" is memory.',
        "fixes": (
            {
                "command": "java -version; update-alternatives --list java",
                "why": "which Java runs, and which are installed",
            },
            {
                "command": "apt-get install openjdk-21-jre-headless",
                "why": "in the container: take the version that the message asks for; Debian 12 has 17, Debian 13 has 21",
            },
        ),
    },
    {
        "id": "php.version",
        "category": "php",
        "title": "The PHP version does not fit",
        "why": "The application or one of its packages needs another PHP than the one that ran: the command line and the web server can have different ones.",
        "likely_codes": {1: 2, 2: 3, 104: 1, 255: 2},
        "words": ("require a PHP version", "does not satisfy that requirement"),
        "lookalikes": '"requires ext-..." is a missing extension.',
        "fixes": (
            {
                "command": "php -v; ls /etc/php",
                "why": "the command line's version and all that are installed",
            },
            {
                "command": "update-alternatives --config php",
                "why": "switches the command line's PHP; the web server's is a2dismod/a2enmod or the fpm socket in nginx",
            },
        ),
    },
    {
        "id": "php.extension",
        "category": "php",
        "title": "A PHP extension is missing",
        "why": "The application needs an extension (curl, zip, xml, gd, intl, mbstring ...) that is not installed or not enabled for this PHP.",
        "likely_codes": {2: 4, 1: 3, 255: 2},
        "words": ("requires ext-", "could not find driver", "Call to undefined function"),
        "lookalikes": '"requires php" is the version. A package php8.3-zip does nothing for PHP 8.4.',
        "fixes": (
            {"command": "php -v; php -m", "why": "the version, and the extensions that it has"},
            {
                "command": "apt-get install php-{extension}",
                "why": "in the container; with several PHP versions name one (php8.3-zip). ext-dom and ext-simplexml are in php-xml, ext-pdo_mysql in php-mysql",
            },
        ),
    },
    {
        "id": "php.memory-limit",
        "category": "php",
        "title": "PHP's own memory limit was reached",
        "why": "PHP stops a script that takes more than memory_limit (128 MB by default), whatever RAM the container has. Its exit code is 255.",
        "likely_codes": {255: 5, 1: 1},
        "words": ("Allowed memory size of",),
        "lookalikes": "\"Killed\" is the kernel's out-of-memory killer: there the container's RAM is used up.",
        "fixes": (
            {
                "command": "php -r 'echo ini_get(\"memory_limit\"), PHP_EOL;'",
                "why": "the limit of the command line",
            },
            {
                "command": "export COMPOSER_MEMORY_LIMIT=-1",
                "why": "no limit for Composer in this shell; for other scripts: php -d memory_limit=512M",
            },
        ),
    },
    {
        "id": "php.composer",
        "category": "php",
        "title": "Composer failed",
        "why": "Composer could not resolve, download or unpack the PHP packages, or one of its scripts failed.",
        "likely_codes": {2: 4, 1: 4, 255: 1},
        "words": (
            "could not be resolved to an installable set of packages",
            "unzip command are both missing",
        ),
        "lookalikes": '"GitHub API limit" is the rate limit; "requires ext-" an extension; "Allowed memory size" PHP\'s memory limit.',
        "fixes": (
            {
                "command": "composer diagnose",
                "why": "checks network, rate limit, disk space and PHP",
            },
            {
                "command": "apt-get install unzip",
                "why": "in the container: Composer unpacks with it",
            },
        ),
    },
    {
        "id": "ruby.gems",
        "category": "ruby",
        "title": "Ruby gems could not be installed",
        "why": "A gem with C code could not be built (compiler or -dev package missing), was not found, or Bundler's lock file does not fit.",
        "likely_codes": {1: 4, 5: 3, 7: 2, 17: 1},
        "words": ("Failed to build gem native extension", "Bundler cannot continue"),
        "lookalikes": '"Your Ruby version is" is the Ruby version.',
        "fixes": (
            {
                "command": "apt-get install ruby-dev build-essential",
                "why": "in the container: headers and compiler; the mkmf.log that the message names says what else is missing",
            },
        ),
    },
    {
        "id": "ruby.version",
        "category": "ruby",
        "title": "The Ruby version does not fit",
        "why": "The Gemfile or a gem asks for another Ruby than the one that runs.",
        "likely_codes": {18: 3, 1: 2},
        "words": ("but your Gemfile specified", "requires Ruby version"),
        "lookalikes": 'A gem that "could not be found" for this Ruby is mostly the same matter.',
        "fixes": (
            {
                "command": "ruby -v; cat .ruby-version",
                "why": "what runs, and what the application asks for",
            },
            {
                "command": "rbenv install {version}",
                "why": "builds that Ruby beside the others; update ruby-build first if it does not know the version",
            },
        ),
    },
    {
        "id": "build.failed",
        "category": "build",
        "title": "A C or C++ build failed",
        "why": "configure, CMake, the compiler or the linker stopped: a header, library or tool is missing, or the source does not fit the compiler.",
        "likely_codes": {2: 5, 1: 4, 77: 1},
        "words": (
            "configure: error",
            "CMake Error",
            "ld returned 1 exit status",
            "fatal error: X.h",
        ),
        "lookalikes": '`make: *** Error 2` only passes on that a step failed. "Killed signal terminated program cc1plus" is memory.',
        "fixes": (
            {
                "command": "apt-get install build-essential cmake pkg-config",
                "why": "in the container: compiler and tools; Alpine: apk add build-base cmake",
            },
            {
                "advice": "The first error counts: apt-file search X.h (package apt-file) names the -dev package of a missing header, `cannot find -lX` that of a library."
            },
        ),
    },
    {
        "id": "dotnet.version",
        "category": "dotnet",
        "title": ".NET is missing or has the wrong version",
        "why": "The program needs another .NET runtime or SDK than the ones installed, or a library that .NET itself needs (libicu, libssl) is missing.",
        "likely_codes": {131: 3, 134: 2, 150: 1, 145: 1, 1: 3},
        "words": (
            "You must install or update .NET",
            "libhostfxr.so",
            "Couldn't find a valid ICU package",
        ),
        "lookalikes": '"Killed" during `dotnet build` or publish is memory.',
        "fixes": (
            {
                "command": "dotnet --list-runtimes; dotnet --list-sdks",
                "why": "what is installed; the message names what is wanted",
            },
            {
                "command": "apt-get install libicu-dev",
                "why": 'in the container, for "valid ICU package"; it brings the libicu of this release',
            },
            {
                "advice": "Install the wanted major version from packages.microsoft.com, if it has a feed for this release, or with dotnet-install.sh."
            },
        ),
    },
)
