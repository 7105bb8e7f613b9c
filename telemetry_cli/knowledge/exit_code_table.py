"""The one table of exit codes. What `explain`, error texts, the bash library and the manual say of
a code is derived from it.

The descriptions are those of the installers; causes come most likely first, fixes most useful first.
A fix is a command to paste, with the reason to run it, or plain advice. Its reader is root: what
destroys something or lasts says so in the reason.

Programs are shell patterns of names without a path; `meanings` combines them.
"""

# ruff: noqa: E501 - a command stays in one piece, so that it can be searched for and pasted

from __future__ import annotations

TYPE_CHECKING = False  # not from typing: explaining a code must not wait for that import
if TYPE_CHECKING:
    from typing import NotRequired, TypedDict

    class Command(TypedDict):
        """A command to paste, and why to run it."""

        command: str
        why: str

    class Advice(TypedDict):
        """Something to do that is not one command."""

        advice: str

    class ByCommand(TypedDict):
        """What the code means after one of `programs`."""

        programs: tuple[str, ...]
        description: str
        category: str
        causes: NotRequired[tuple[str, ...]]
        fixes: NotRequired[tuple[Command | Advice, ...]]

    class Row(TypedDict):
        """All that is known about one exit code (0-255).

        `origin` is the program or group of programs that gives the code its meaning, `names` are
        other spellings that `explain` takes, `elsewhere` says where else the number is used.
        `description` holds after `programs`, by default those of FAMILIES, and after scripts and
        shell functions; `by_command` is for programs that use the number otherwise.
        """

        code: int
        origin: str
        category: str
        programs: NotRequired[tuple[str, ...]]
        description: str
        names: tuple[str, ...]
        causes: tuple[str, ...]
        fixes: tuple[Command | Advice, ...]
        elsewhere: tuple[str, ...]
        by_command: NotRequired[tuple[ByCommand, ...]]


APK = ("apk",)
APT = ("apt", "apt-get", "apt-cache", "apt-mark", "apt-config", "apt-file", "aptitude", "nala")
BUNDLER = ("bundle", "bundler")
CURL = ("curl",)
DIALOG = ("whiptail", "dialog")
GIT = ("git",)
GREP = ("grep", "egrep", "fgrep", "zgrep")
LAUNCHERS = (
    *("docker", "docker-compose", "podman", "podman-compose"),
    *("timeout", "env", "nice", "nohup", "chroot", "stdbuf"),
)
LVM = (
    *("lvs", "lvscan", "lvdisplay", "lvcreate", "lvchange", "lvconvert", "lvextend", "lvreduce"),
    *("lvremove", "lvrename", "lvresize", "vgs", "vgscan", "vgdisplay", "vgcreate", "vgchange"),
    *("vgextend", "vgremove", "vgrename", "pvs", "pvscan", "pvdisplay", "pvcreate", "pvchange"),
    *("pvmove", "pvremove", "pvresize", "pvesm"),
)
"""LVM's programs, and pvesm, which exits with LVM's code."""
MOUNT = ("mount", "umount", "mount.*")
NODE = ("node", "nodejs")
NPM = ("npm", "npx")
PHP = ("php", "php[0-9]*", "composer", "artisan", "occ", "drush", "wp")
PROXMOX = (
    *("pct", "qm", "pvesh", "pveam", "pvesm", "pvecm", "pveum", "pvenode", "pveceph", "pvesr"),
    *("vzdump", "qmrestore", "ha-manager"),
)
PYTHON = ("python", "python[23]*", "pip", "pip[23]*")
RUST = ("cargo", "cargo-*", "rustc", "rustdoc")
SHELLS = ("bash", "sh", "ash", "dash", "zsh", "ksh")
SSH = ("ssh", "scp", "sftp", "ssh-copy-id", "sshfs")
SYSEXITS = ("sendmail", "msmtp", "exim4", "flock", "spamc")
"""Programs that use the numbers of sysexits.h."""
SYSTEMCTL = ("systemctl",)
TAR = ("tar",)
TEST = ("test", "let")
WGET = ("wget", "wget2")
XARGS = ("xargs",)
ANY = ("*",)

FAMILIES = {
    "apk": APK,
    "apt": APT,
    "curl": CURL,
    "git": GIT,
    "mount": MOUNT,
    "node": NODE,
    "npm": NPM,
    "rust": RUST,
    "shell": ANY,
    "signal": ANY,
    "sysexits": SYSEXITS,
}
"""The programs that use the codes of an origin. Other origins are the scripts themselves."""

SCRIPTS = (*SHELLS, "source", ".", "eval", "exec", "exit", "return", "update", "*.sh", "*_*")
"""Scripts and shell functions (the installers' have an underscore): they pass on any code."""

NOT_FUNCTIONS = ("pg_*", "mysql_*", "apt_*")
"""Programs with an underscore."""

ROWS: tuple[Row, ...] = (
    {
        "code": 0,
        "origin": "shell",
        "category": "none",
        "description": "Success",
        "names": ("ok", "done", "success"),
        "causes": (
            "The command succeeded.",
            "If a log reports it as an error (exit code 0: while executing command ...), an old error handler lost the real code.",
        ),
        "fixes": (
            {
                "advice": "Nothing to do. If a log reports it as an error, the lines above that message show what failed."
            },
        ),
        "elsewhere": (),
    },
    {
        "code": 1,
        "origin": "shell",
        "category": "shell",
        "programs": (),
        "description": "General failure (or operation not permitted)",
        "names": ("EPERM", "failed", "failure"),
        "causes": (
            "A command failed without a more specific code: the lines above the error show which one and why.",
            "A test was false under set -e: for example, grep exits 1 when nothing matches.",
            "An unprivileged container may not mount, load modules, set kernel parameters or create devices.",
        ),
        "fixes": (
            {
                "command": "ls -t /tmp/*.log | head -n 3",
                "why": "on the host: the newest installer logs; read the end of them",
            },
            {
                "advice": "Run the installer again in verbose mode, which shows the output of every command."
            },
            {
                "command": "pct config <CTID>",
                "why": "on the host: unprivileged and features explain most refused operations",
            },
            {
                "command": "dmesg | tail -n 30",
                "why": "on the host: did the kernel or AppArmor deny something?",
            },
        ),
        "elsewhere": (
            "Most programs exit 1 for any error. curl: unsupported protocol (CURLE_UNSUPPORTED_PROTOCOL).",
        ),
        "by_command": (
            {
                "programs": TEST,
                "description": "test: Condition was false",
                "category": "shell",
                "causes": (
                    "A condition was false under set -e: a file or value that the script expects is missing.",
                ),
                "fixes": ({"advice": "The lines above the error show what the script checked."},),
            },
            {
                "programs": GREP,
                "description": "grep: No line matched",
                "category": "shell",
                "causes": (
                    "The text is not in the input: often a download or a version query that returned nothing.",
                ),
                "fixes": (
                    {"advice": "Run the command before the pipe on its own: what does it print?"},
                ),
            },
            {
                "programs": DIALOG,
                "description": "Dialog: Cancelled, or answered no",
                "category": "user_aborted",
                "causes": ("The user chose Cancel or No.",),
                "fixes": ({"advice": "Run it again and choose another answer."},),
            },
            {"programs": ("diff", "cmp"), "description": "diff: Files differ", "category": "shell"},
            {
                "programs": ("pgrep", "pkill", "pidof"),
                "description": "pgrep: No process matched",
                "category": "shell",
            },
            {
                "programs": ("read",),
                "description": "read: End of input",
                "category": "shell",
                "causes": ("There was no terminal or no more input to read from.",),
                "fixes": (
                    {
                        "advice": "Run it in the Shell of the node or over SSH, not from cron or a pipe."
                    },
                ),
            },
            {
                "programs": CURL,
                "description": "curl: Protocol not supported",
                "category": "network",
            },
        ),
    },
    {
        "code": 2,
        "origin": "shell",
        "category": "shell",
        "programs": SHELLS,
        "description": "Misuse of a shell builtin (syntax error)",
        "names": ("syntax-error", "misuse"),
        "causes": (
            "A command got an unknown option or a wrong argument: bash, grep, ls and Python programs then exit 2.",
            "The script has a syntax error, was only partly downloaded, or is an HTML error page.",
            "The program uses 2 for its own failures: make, tar, grep, getent, dpkg, psql, composer and uv do.",
        ),
        "fixes": (
            {"command": "bash -n <script>", "why": "checks the syntax without running anything"},
            {
                "command": "head -n 3 <script>",
                "why": "HTML here means that the download returned an error page",
            },
            {"advice": "Download the script again and run it with bash, not sh."},
            {"command": "<command> --help", "why": "a new version may have dropped the option"},
        ),
        "elsewhere": (
            "make: a build step failed. tar: damaged archive. getent: name not found. psql: cannot connect. composer: dependencies conflict.",
            "curl and wget: wrong option. uv: any error of its own. A Go program that panics also exits 2.",
        ),
        "by_command": (
            {
                "programs": CURL,
                "description": "curl: Could not start (unknown option)",
                "category": "config",
            },
            {
                "programs": WGET,
                "description": "wget: Unknown option, or error in .wgetrc",
                "category": "config",
            },
            {
                "programs": ("make", "gmake"),
                "description": "make: A build step failed",
                "category": "service",
                "causes": (
                    "The compiler or another step failed: the first error above make's own lines is the cause.",
                    "Out of memory during the build: look for Killed in the log.",
                ),
                "fixes": (
                    {
                        "command": "grep -n -i -m5 -E 'error|killed' <log>",
                        "why": "the first error is the cause of the others",
                    },
                    {"command": "make -j1", "why": "one job at a time needs less memory"},
                ),
            },
            {
                "programs": TAR,
                "description": "tar: Fatal error (damaged archive or full disk)",
                "category": "storage",
                "causes": (
                    "The archive is incomplete, or is an error page instead of an archive.",
                    "The disk is full, or the unpacker is missing (xz, zstd).",
                ),
                "fixes": (
                    {
                        "command": "head -c 300 <file> | cat -v",
                        "why": "an archive, or an error page?",
                    },
                    {"command": "df -h . /tmp", "why": "free space"},
                ),
            },
            {
                "programs": GREP,
                "description": "grep: Error (file missing or wrong pattern)",
                "category": "shell",
            },
            {
                "programs": ("getent",),
                "description": "getent: Name not found",
                "category": "network",
                "causes": ("DNS does not know the name, or the user or group does not exist.",),
                "fixes": (
                    {
                        "command": "cat /etc/resolv.conf",
                        "why": "for hosts: is the nameserver right and reachable?",
                    },
                ),
            },
            {
                "programs": ("psql", "pg_isready"),
                "description": "PostgreSQL: Cannot connect to the server",
                "category": "database",
                "causes": (
                    "The server is not running or still starting, or user or password are wrong.",
                ),
                "fixes": (
                    {
                        "command": "pg_lsclusters",
                        "why": "Debian: is the cluster online, and on which port?",
                    },
                    {
                        "command": "tail -n 50 /var/log/postgresql/*.log",
                        "why": "why it does not start or refuses the login",
                    },
                ),
            },
            {
                "programs": ("dpkg", "dpkg-*"),
                "description": "dpkg: Fatal error",
                "category": "dependency",
            },
            {
                "programs": ("composer",),
                "description": "Composer: Dependencies cannot be resolved",
                "category": "dependency",
                "causes": ("A PHP extension is missing, or the PHP version is not supported.",),
                "fixes": (
                    {
                        "command": "php -v && php -m",
                        "why": "version and extensions: compare them with Composer's message",
                    },
                ),
            },
            {
                "programs": ("uv", "uvx"),
                "description": "uv: Failed, or wrong usage",
                "category": "dependency",
            },
            {
                "programs": PYTHON,
                "description": "Python: Wrong usage, or script not found",
                "category": "runtime",
            },
            {
                "programs": ("ls",),
                "description": "ls: File or folder not found",
                "category": "shell",
            },
            {
                "programs": ("unzip",),
                "description": "unzip: Damaged ZIP archive",
                "category": "storage",
            },
        ),
    },
    {
        "code": 3,
        "origin": "shell",
        "category": "shell",
        "programs": (),
        "description": "Syntax or argument error",
        "names": ("argument-error",),
        "causes": (
            "A program got an argument it cannot use, such as an empty string from an unset variable.",
            "systemctl status and is-active exit 3 if the unit is not running.",
            "curl got a malformed URL, often because the version number in it is empty.",
        ),
        "fixes": (
            {
                "command": "systemctl status <service> --no-pager",
                "why": "after systemctl: why is the unit not running?",
            },
            {
                "command": "journalctl -u <service> -b --no-pager | tail -n 50",
                "why": "the last messages of that unit",
            },
            {
                "command": "bash -x <script>",
                "why": "prints every command with its arguments: look for an empty one",
            },
        ),
        "elsewhere": (
            "curl: malformed URL (CURLE_URL_MALFORMAT). wget: file I/O error. psql: error in a script with ON_ERROR_STOP.",
        ),
        "by_command": (
            {
                "programs": SYSTEMCTL,
                "description": "systemctl: Unit is not running",
                "category": "service",
                "fixes": (
                    {
                        "command": "systemctl status <service> --no-pager",
                        "why": "why is it not running?",
                    },
                ),
            },
            {
                "programs": CURL,
                "description": "curl: Malformed URL",
                "category": "config",
                "causes": (
                    "The URL is empty or damaged, often because the version number in it is empty.",
                ),
                "fixes": (
                    {"command": "bash -x <script>", "why": "prints the command with its URL"},
                ),
            },
            {"programs": WGET, "description": "wget: File I/O error", "category": "storage"},
            {
                "programs": ("psql",),
                "description": "PostgreSQL: Error in an SQL script",
                "category": "database",
            },
        ),
    },
    {
        "code": 4,
        "origin": "curl",
        "category": "network",
        "description": "curl: Feature or protocol not supported (not built in)",
        "names": ("CURLE_NOT_BUILT_IN", "not-built-in"),
        "causes": (
            "After wget, which is more common than curl here, 4 is a network failure: DNS, no route or connection refused.",
            "This curl was built without a requested feature, such as HTTP/3.",
            "A minimal or self-built curl comes first in PATH.",
        ),
        "fixes": (
            {"command": "getent hosts <host>", "why": "after wget: does the name resolve?"},
            {"command": "ip route", "why": "after wget: is there a default route?"},
            {"command": "curl --version", "why": "lists the protocols and features built in"},
            {"command": "type -a curl", "why": "is there another curl before /usr/bin/curl?"},
        ),
        "elsewhere": ("wget: network failure, including DNS. systemctl: no such unit.",),
        "by_command": (
            {
                "programs": WGET,
                "description": "wget: Network failure (DNS, no route or refused)",
                "category": "network",
                "causes": (
                    "The name does not resolve, the host is unreachable, or it refused the connection.",
                ),
                "fixes": (
                    {"command": "getent hosts <host>", "why": "does the name resolve?"},
                    {"command": "ip route", "why": "is there a default route?"},
                    {
                        "command": "wget -4 -O /dev/null <url>",
                        "why": "over IPv4 only: if this works, IPv6 is broken",
                    },
                ),
            },
            {
                "programs": SYSTEMCTL,
                "description": "systemctl: No such unit",
                "category": "service",
                "fixes": (
                    {
                        "command": "systemctl list-unit-files | grep -i <service>",
                        "why": "the installed units",
                    },
                ),
            },
        ),
    },
    {
        "code": 5,
        "origin": "curl",
        "category": "network",
        "description": "curl: Proxy name does not resolve",
        "names": ("CURLE_COULDNT_RESOLVE_PROXY", "proxy-dns"),
        "causes": (
            "http_proxy, https_proxy, all_proxy or ~/.curlrc names a proxy that does not resolve.",
            "After pvesm, lvcreate or another LVM command, 5 means that LVM failed: the volume exists, or there is no space.",
            "DNS does not work in the container at all.",
        ),
        "fixes": (
            {"command": "env | grep -i _proxy", "why": "which proxy is configured?"},
            {
                "command": "unset http_proxy https_proxy all_proxy HTTPS_PROXY ALL_PROXY",
                "why": "for this shell, if you have no proxy",
            },
            {"command": "cat ~/.curlrc /etc/environment", "why": "proxies configured permanently"},
            {
                "command": "lvs -a",
                "why": "on the host, after an LVM command: is there a leftover volume? Is Data% near 100?",
            },
        ),
        "elsewhere": (
            "LVM (lvs, lvcreate, pvesm): any failure. wget: TLS certificate not trusted. systemctl: unit not found.",
        ),
        "by_command": (
            {
                "programs": LVM,
                "description": "LVM: Command failed (volume exists, or no space)",
                "category": "storage",
                "causes": (
                    "A leftover volume of an earlier container or VM has the same name.",
                    "The volume group or the thin pool has no free space.",
                ),
                "fixes": (
                    {
                        "command": "lvs -a",
                        "why": "on the host: is the volume there already? Is Data% near 100?",
                    },
                    {
                        "command": "vgs",
                        "why": "on the host: free space of the volume groups (VFree)",
                    },
                    {
                        "command": "pvesm free <volume>",
                        "why": "deletes a leftover disk: first make sure that no guest uses it",
                    },
                ),
            },
            {
                "programs": WGET,
                "description": "wget: Certificate not trusted (TLS)",
                "category": "network",
                "fixes": (
                    {
                        "command": "date",
                        "why": "containers use the host's clock: correct it there with timedatectl",
                    },
                    {
                        "command": "apt-get install --reinstall ca-certificates",
                        "why": "in the container: restores the CA certificates; Alpine: apk fix ca-certificates",
                    },
                ),
            },
            {
                "programs": SYSTEMCTL,
                "description": "systemctl: Unit not found or not loaded",
                "category": "service",
                "fixes": (
                    {
                        "command": "systemctl list-unit-files | grep -i <service>",
                        "why": "the installed units",
                    },
                ),
            },
        ),
    },
    {
        "code": 6,
        "origin": "curl",
        "category": "network",
        "description": "curl: Host name does not resolve (DNS)",
        "names": ("CURLE_COULDNT_RESOLVE_HOST", "dns", "resolve"),
        "causes": (
            "The container has no working DNS server: /etc/resolv.conf is wrong, or the server is unreachable.",
            "The network was not up yet.",
            "Pi-hole, AdGuard or another filter blocks the name, or is itself down.",
            "Tailscale's MagicDNS replaced resolv.conf on the host.",
        ),
        "fixes": (
            {
                "command": "getent hosts github.com",
                "why": "in the container, then on the host: where does it fail?",
            },
            {"command": "cat /etc/resolv.conf", "why": "is the nameserver right and reachable?"},
            {
                "command": "ping -c 3 1.1.1.1",
                "why": "if this fails too, the network is down, not only DNS",
            },
            {
                "command": "export var_ns=1.1.1.1",
                "why": "on the host, then start the installer: DNS server of the new container",
            },
            {
                "command": "pct set <CTID> --nameserver 1.1.1.1 && pct reboot <CTID>",
                "why": "replaces the DNS server of an existing container and restarts it",
            },
            {
                "command": "tailscale set --accept-dns=false",
                "why": "only if the host uses Tailscale; stays off until set to true",
            },
        ),
        "elsewhere": ("wget: user name or password refused (DNS failures are 4).",),
        "by_command": (
            {
                "programs": WGET,
                "description": "wget: User name or password refused",
                "category": "permission",
            },
            {
                "programs": BUNDLER,
                "description": "Bundler: Gem versions conflict",
                "category": "dependency",
            },
        ),
    },
    {
        "code": 7,
        "origin": "curl",
        "category": "network",
        "description": "curl: Cannot connect (host down or network unreachable)",
        "names": ("CURLE_COULDNT_CONNECT", "connection-refused", "ECONNREFUSED"),
        "causes": (
            "The server is down, or nothing listens on that port.",
            "A firewall blocks the connection: the Proxmox VE firewall, the router, or the server's own.",
            "The container has no default route, or IPv6 is configured but does not work.",
            "For localhost: the service in the container has not started yet.",
        ),
        "fixes": (
            {"command": "ip route", "why": "in the container: is there a default route?"},
            {"command": "curl -4 -v -o /dev/null https://<host>", "why": "over IPv4 only"},
            {
                "command": "ss -ltnp",
                "why": "for localhost: does anything listen on the port? Alpine: netstat -ltnp",
            },
            {"command": "pve-firewall status", "why": "on the host: is the firewall enabled?"},
        ),
        "elsewhere": ("wget: protocol error.",),
        "by_command": (
            {"programs": WGET, "description": "wget: Protocol error", "category": "network"},
            {
                "programs": BUNDLER,
                "description": "Bundler: Gem not found",
                "category": "dependency",
            },
        ),
    },
    {
        "code": 8,
        "origin": "curl",
        "category": "network",
        "description": "curl: Strange server reply (FTP, or untrusted apk key)",
        "names": ("CURLE_WEIRD_SERVER_REPLY", "untrusted-key"),
        "causes": (
            "After wget, the usual case, the server answered with an HTTP error such as 403 or 404.",
            "apk does not trust the key of a repository: alpine-keys is outdated, or the key is missing.",
            "A proxy or a login page answered instead of the server.",
        ),
        "fixes": (
            {
                "command": "curl -sSIL <url> | grep -i -E '^(HTTP|location)'",
                "why": "after wget: which status, after which redirect?",
            },
            {
                "command": "cat /etc/apk/repositories && ls /etc/apk/keys",
                "why": "Alpine: is there a key for every repository?",
            },
            {
                "command": "apk update; apk fix -u alpine-keys",
                "why": "Alpine: updates the keys even if a repository is unreachable",
            },
            {"command": "date", "why": "a wrong clock makes signatures and certificates invalid"},
        ),
        "elsewhere": (
            "wget: the server answered with an error status. apk: the number of errors, from 1 to 99.",
        ),
        "by_command": (
            {
                "programs": WGET,
                "description": "wget: Server answered with an HTTP error (403, 404, 5xx)",
                "category": "network",
                "causes": (
                    "404: the file was renamed, or the version in the URL is wrong or empty.",
                    "403: the server blocks this address or program; 500 to 504: it has a problem.",
                ),
                "fixes": (
                    {
                        "command": "curl -sSIL <url> | grep -i -E '^(HTTP|location)'",
                        "why": "which status, after which redirect?",
                    },
                ),
            },
            {
                "programs": APK,
                "description": "apk: Several errors (untrusted key, or packages not found)",
                "category": "dependency",
                "causes": ("apk exits with the number of errors it counted.",),
                "fixes": (
                    {
                        "command": "apk update; apk fix",
                        "why": "reads the repositories again and repairs installed packages",
                    },
                ),
            },
        ),
    },
    {
        "code": 9,
        "origin": "node",
        "category": "runtime",
        "description": "Node.js: Invalid argument (node did not start)",
        "names": ("node-option", "bad-option"),
        "causes": (
            "NODE_OPTIONS or the start command has an option that this version of Node.js does not know.",
            "After curl, the FTP or SFTP server denied access.",
        ),
        "fixes": (
            {
                "command": 'echo "$NODE_OPTIONS"; node --version',
                "why": "the options, and the version that has to support them",
            },
            {
                "command": "systemctl cat <service> | grep -i -E 'node|exec'",
                "why": "the options of a service",
            },
            {"command": "node --help", "why": "lists the valid options"},
        ),
        "elsewhere": (
            "curl: access denied by the server (CURLE_REMOTE_ACCESS_DENIED). unzip: not a ZIP archive.",
        ),
        "by_command": (
            {
                "programs": ("unzip",),
                "description": "unzip: File not found, or not a ZIP archive",
                "category": "storage",
                "causes": (
                    "The download is incomplete, or is an error page instead of an archive.",
                ),
                "fixes": (
                    {
                        "command": "head -c 300 <file> | cat -v",
                        "why": "an archive, or an error page?",
                    },
                ),
            },
            {
                "programs": CURL,
                "description": "curl: Access denied by the server (FTP or SFTP)",
                "category": "permission",
            },
            {
                "programs": ("useradd", "groupadd"),
                "description": "useradd: User or group already exists",
                "category": "config",
            },
        ),
    },
    {
        "code": 10,
        "origin": "app",
        "category": "user_aborted",
        "description": "App: Aborted by the user (or Docker, AVX or a privileged container required)",
        "names": ("aborted-by-user", "docker-required", "privileged"),
        "causes": (
            "You answered no to the question whether to continue: nothing was changed.",
            "The CPU has no AVX, which the app or its MongoDB requires.",
            "The app requires Docker or a privileged container.",
        ),
        "fixes": (
            {
                "advice": "Run the script again and answer yes if you trust the external installer it names."
            },
            {
                "command": "grep -m1 -o -w avx /proc/cpuinfo",
                "why": "no output: no AVX; a VM needs CPU type host",
            },
            {"command": "docker info", "why": "is Docker installed and running?"},
            {
                "advice": "For Docker, Proxmox recommends a VM. A container becomes privileged only by backup and restore."
            },
        ),
        "elsewhere": (
            "curl: FTP accept failed (CURLE_FTP_ACCEPT_FAILED). rsync: socket I/O error. Bundler: no Gemfile.",
        ),
        "by_command": (
            {"programs": CURL, "description": "curl: FTP accept failed", "category": "network"},
            {"programs": BUNDLER, "description": "Bundler: No Gemfile", "category": "config"},
            {
                "programs": ("rsync",),
                "description": "rsync: Socket I/O error",
                "category": "network",
            },
        ),
    },
    {
        "code": 13,
        "origin": "node",
        "category": "runtime",
        "description": "Node.js: Top-level await never settled",
        "names": ("top-level-await",),
        "causes": (
            "The program waits for something that can no longer happen, such as a closed connection: a bug in the app.",
            "The version of Node.js does not suit the app.",
        ),
        "fixes": (
            {"command": "node --version", "why": "does the app support it?"},
            {
                "command": "journalctl -u <service> -b --no-pager | tail -n 50",
                "why": "what did the app do last?",
            },
            {"advice": "Search the app's issues for 'unsettled top-level await'."},
        ),
        "elsewhere": (
            "curl: unexpected reply to PASV from an FTP server (CURLE_FTP_WEIRD_PASV_REPLY). rsync: diagnostics failed.",
        ),
        "by_command": (
            {
                "programs": CURL,
                "description": "curl: Unexpected FTP reply to PASV",
                "category": "network",
            },
        ),
    },
    {
        "code": 16,
        "origin": "curl",
        "category": "network",
        "description": "curl: HTTP/2 framing error",
        "names": ("CURLE_HTTP2",),
        "causes": (
            "The server, a proxy or a firewall broke the HTTP/2 connection.",
            "An old curl or nghttp2 does not work with this server.",
        ),
        "fixes": (
            {"advice": "Run it again: the error is often temporary."},
            {"command": "curl --http1.1 -fL -o <file> <url>", "why": "downloads without HTTP/2"},
            {
                "command": "apt-get update && apt-get install curl",
                "why": "in the container: updates curl; Alpine: apk add -u curl",
            },
        ),
        "elsewhere": ("mount: cannot write or lock /etc/mtab. errno 16 is EBUSY.",),
    },
    {
        "code": 18,
        "origin": "curl",
        "category": "network",
        "description": "curl: Partial file (transfer ended early)",
        "names": ("CURLE_PARTIAL_FILE", "partial"),
        "causes": (
            "The connection broke before the download was complete.",
            "The server or a proxy closes long transfers.",
        ),
        "fixes": (
            {"advice": "Run it again: the error is often temporary."},
            {"command": "curl -fL --retry 5 -C - -o <file> <url>", "why": "resumes the download"},
            {"command": "ping -c 20 <host>", "why": "is there packet loss?"},
        ),
        "elsewhere": ("Bundler: the installed Ruby does not match the Gemfile.",),
        "by_command": (
            {
                "programs": BUNDLER,
                "description": "Bundler: Ruby version does not match the Gemfile",
                "category": "dependency",
            },
        ),
    },
    {
        "code": 22,
        "origin": "curl",
        "category": "network",
        "description": "curl: HTTP error status (404, 429, 5xx)",
        "names": ("CURLE_HTTP_RETURNED_ERROR", "http-error", "rate-limit"),
        "causes": (
            "404: the release or file was renamed, or the version in the URL is wrong or empty.",
            "403 or 429: without a token, GitHub allows 60 API requests per hour and public IP address.",
            "500 to 504: the server has a problem.",
        ),
        "fixes": (
            {
                "command": "curl -sSIL <url> | grep -i -E '^(HTTP|location)'",
                "why": "which status, after which redirect?",
            },
            {
                "command": "curl -sS https://api.github.com/rate_limit",
                "why": "remaining 0: wait until reset (Unix time)",
            },
            {
                "command": "export GITHUB_TOKEN=<token>",
                "why": "then run it again: 5,000 requests per hour instead of 60",
            },
            {
                "advice": "Copy the installer's command from its web page again: a saved script may be outdated."
            },
            {
                "advice": "Search https://github.com/community-scripts/ProxmoxVE/issues for the same error."
            },
        ),
        "elsewhere": ("errno 22 is EINVAL, invalid argument.",),
    },
    {
        "code": 23,
        "origin": "curl",
        "category": "storage",
        "description": "curl: Cannot write the output (disk full or no permission)",
        "names": ("CURLE_WRITE_ERROR", "write-error"),
        "causes": (
            "The disk of the container is full.",
            "The folder does not exist, is read-only, or belongs to another user.",
            "curl wrote into a pipe whose reader ended early (curl ... | grep -q, | head).",
        ),
        "fixes": (
            {"command": "df -h . /tmp && df -i . /tmp", "why": "free space and inodes"},
            {"command": "ls -ld <folder>", "why": "does it exist, and may you write to it?"},
            {
                "command": "apt-get clean",
                "why": "frees the space of downloaded packages; Alpine: apk cache clean",
            },
            {
                "command": "pct resize <CTID> rootfs +4G",
                "why": "on the host: enlarges the disk, which cannot be shrunk later",
            },
            {
                "command": "journalctl --vacuum-size=100M",
                "why": "last resort: deletes old logs, which you may need to find the error",
            },
        ),
        "elsewhere": ("rsync: partial transfer because of an error.",),
        "by_command": (
            {
                "programs": ("rsync",),
                "description": "rsync: Partial transfer because of an error",
                "category": "storage",
            },
        ),
    },
    {
        "code": 24,
        "origin": "curl",
        "category": "storage",
        "description": "curl: Cannot write to the local file",
        "names": ("CURLE_OBSOLETE24",),
        "causes": (
            "The disk is full, or the target folder is missing or read-only.",
            "Not curl, which exits 23 for this: another program used the number.",
        ),
        "fixes": (
            {"command": "df -h && df -i", "why": "free space and inodes"},
            {
                "command": "grep ' ro[, ]' /proc/mounts",
                "why": "lists file systems that are mounted read-only",
            },
            {
                "command": "pct resize <CTID> rootfs +4G",
                "why": "on the host: enlarges the disk, which cannot be shrunk later",
            },
        ),
        "elsewhere": (
            "rsync: source files vanished during the transfer, usually harmless. curl no longer uses 24.",
            "errno 24 is EMFILE, too many open files.",
        ),
        "by_command": (
            {
                "programs": ("rsync",),
                "description": "rsync: Source files vanished during the transfer",
                "category": "storage",
            },
        ),
    },
    {
        "code": 25,
        "origin": "curl",
        "category": "network",
        "description": "curl: Upload failed",
        "names": ("CURLE_UPLOAD_FAILED", "upload"),
        "causes": (
            "The server refused the upload: no permission, quota exceeded, or no such folder.",
        ),
        "fixes": (
            {"command": "curl -v -T <file> <url>", "why": "shows the server's answer"},
            {"advice": "Check user name, target path and quota on the server."},
        ),
        "elsewhere": (),
    },
    {
        "code": 26,
        "origin": "curl",
        "category": "storage",
        "description": "curl: Cannot read a local file",
        "names": ("CURLE_READ_ERROR",),
        "causes": (
            "A file given with -T, -F or --data-binary is missing or not readable.",
            "The disk has read errors.",
        ),
        "fixes": (
            {"command": "ls -l <file>", "why": "does it exist, and may you read it?"},
            {"command": "dmesg | grep -i 'i/o error'", "why": "on the host: disk errors"},
        ),
        "elsewhere": (),
    },
    {
        "code": 27,
        "origin": "curl",
        "category": "resource",
        "description": "curl: Out of memory",
        "names": ("CURLE_OUT_OF_MEMORY",),
        "causes": ("The container is out of memory.",),
        "fixes": (
            {"command": "free -m", "why": "in the container: MB in use and available"},
            {
                "command": "pct config <CTID> | grep -E 'memory|swap'",
                "why": "on the host: the current limits in MB",
            },
            {
                "command": "pct set <CTID> --memory <MB>",
                "why": "on the host: an absolute value: use twice the current one; a lower one kills processes",
            },
            {
                "command": "export var_ram=<MB>",
                "why": "on the host, then start the installer: more than the app's default",
            },
        ),
        "elsewhere": ("A process killed by the out-of-memory killer exits 137, not 27.",),
    },
    {
        "code": 28,
        "origin": "curl",
        "category": "timeout",
        "description": "curl: Timed out (slow network or silent server)",
        "names": ("CURLE_OPERATION_TIMEDOUT", "timed-out", "ETIMEDOUT"),
        "causes": (
            "The server or the connection is slow, or a firewall drops the packets.",
            "IPv6 is configured but does not reach the internet.",
            "The MTU is too large for a VPN, VLAN or PPPoE: small packets pass, large ones do not.",
        ),
        "fixes": (
            {"advice": "Run it again: the error is often temporary."},
            {
                "command": "curl -4 -v -o /dev/null --connect-timeout 10 <url>",
                "why": "if this works, IPv6 is broken",
            },
            {
                "command": "ping -M do -s 1472 -c 3 1.1.1.1",
                "why": "if it fails, the MTU is below 1500; Alpine: apk add iputils first",
            },
            {"command": "ip route", "why": "in the container: is the gateway right?"},
        ),
        "elsewhere": ("errno 28 is ENOSPC, no space left on device: check df -h too.",),
    },
    {
        "code": 30,
        "origin": "curl",
        "category": "network",
        "description": "curl: FTP PORT failed",
        "names": ("CURLE_FTP_PORT_FAILED",),
        "causes": ("Active FTP does not work through a firewall or NAT.",),
        "fixes": (
            {"command": "curl --ftp-pasv -O <ftp-url>", "why": "uses passive mode, the default"},
        ),
        "elsewhere": (
            "rsync: timeout while sending or receiving. errno 30 is EROFS, read-only file system.",
        ),
        "by_command": (
            {
                "programs": ("rsync",),
                "description": "rsync: Timed out while sending or receiving",
                "category": "timeout",
            },
        ),
    },
    {
        "code": 32,
        "origin": "mount",
        "category": "storage",
        "description": "mount: Mount failed (or curl: FTP SIZE failed)",
        "names": ("mount", "CURLE_FTP_COULDNT_GET_SIZE"),
        "causes": (
            "mount failed: wrong device, share, type or option, or the server is unreachable.",
            "An unprivileged container may not mount NFS, SMB or block devices.",
            "An FTP server does not support SIZE (only very old versions of curl exit 32).",
        ),
        "fixes": (
            {"command": "dmesg | tail -n 20", "why": "the kernel's reason"},
            {
                "command": "pct config <CTID> | grep -E 'unprivileged|features|mp[0-9]'",
                "why": "on the host: what the container may mount",
            },
            {
                "advice": "For an unprivileged container, mount the share on the host and pass it on as a mount point (mp0)."
            },
        ),
        "elsewhere": ("umount also exits 32 when it fails.",),
        "by_command": (
            {"programs": CURL, "description": "curl: FTP SIZE failed", "category": "network"},
        ),
    },
    {
        "code": 33,
        "origin": "curl",
        "category": "network",
        "description": "curl: Range request failed",
        "names": ("CURLE_RANGE_ERROR",),
        "causes": ("The server cannot resume downloads or send parts of a file.",),
        "fixes": (
            {
                "command": "curl -fL -o <file> <url>",
                "why": "downloads the whole file, without -C or -r",
            },
        ),
        "elsewhere": (),
    },
    {
        "code": 34,
        "origin": "curl",
        "category": "network",
        "description": "curl: HTTP POST failed",
        "names": ("CURLE_HTTP_POST_ERROR",),
        "causes": ("curl could not build the POST request (rare, an internal error).",),
        "fixes": (
            {"advice": "Repeat the curl command with -v to see where it stops."},
            {
                "command": "apt-get update && apt-get install curl",
                "why": "in the container: updates curl; Alpine: apk add -u curl",
            },
        ),
        "elsewhere": (),
    },
    {
        "code": 35,
        "origin": "curl",
        "category": "network",
        "description": "curl: TLS handshake failed",
        "names": ("CURLE_SSL_CONNECT_ERROR", "tls", "ssl"),
        "causes": (
            "A proxy, firewall or filter interferes with TLS.",
            "The port does not use TLS (https:// to an http port), or only outdated versions.",
            "The connection was reset during the handshake: MTU, or an unstable connection.",
        ),
        "fixes": (
            {"advice": "Run it again: the error may be temporary."},
            {"command": "curl -v -o /dev/null <url>", "why": "which step of the handshake fails?"},
            {
                "command": "openssl s_client -connect <host>:443 -brief </dev/null",
                "why": "shows version, cipher and certificate",
            },
            {"command": "date", "why": "a wrong clock breaks TLS"},
            {
                "command": "ping -M do -s 1472 -c 3 1.1.1.1",
                "why": "if it fails, the MTU is below 1500; Alpine: apk add iputils first",
            },
        ),
        "elsewhere": ("rsync: timeout waiting for the daemon.",),
        "by_command": (
            {
                "programs": ("rsync",),
                "description": "rsync: Timed out waiting for the daemon",
                "category": "timeout",
            },
        ),
    },
    {
        "code": 36,
        "origin": "curl",
        "category": "network",
        "description": "curl: Download cannot be resumed",
        "names": ("CURLE_BAD_DOWNLOAD_RESUME",),
        "causes": (
            "The partial file does not match the file on the server, for example after a new release.",
        ),
        "fixes": (
            {
                "command": "mv <file> <file>.old && curl -fL -o <file> <url>",
                "why": "downloads it from the start, without -C",
            },
        ),
        "elsewhere": (),
    },
    {
        "code": 37,
        "origin": "curl",
        "category": "storage",
        "description": "curl: Cannot read the file of a file:// URL",
        "names": ("CURLE_FILE_COULDNT_READ_FILE",),
        "causes": ("The file does not exist, or you may not read it.",),
        "fixes": ({"command": "ls -l <file>", "why": "the path after file://"},),
        "elsewhere": (),
    },
    {
        "code": 39,
        "origin": "curl",
        "category": "network",
        "description": "curl: LDAP search failed",
        "names": ("CURLE_LDAP_SEARCH_FAILED", "ldap"),
        "causes": (
            "The LDAP server refused the search: wrong base, wrong filter or no permission.",
        ),
        "fixes": (
            {
                "command": "curl -v 'ldap://<host>/<base>?<attribute>?sub?(<filter>)'",
                "why": "shows the server's answer",
            },
        ),
        "elsewhere": (),
    },
    {
        "code": 44,
        "origin": "curl",
        "category": "network",
        "description": "curl: Functions called in a bad order (internal)",
        "names": ("CURLE_BAD_CALLING_ORDER",),
        "causes": ("A program uses libcurl incorrectly: a bug in that program.",),
        "fixes": ({"advice": "Update the program, or report the bug to its authors."},),
        "elsewhere": (
            "curl no longer uses 44 (CURLE_OBSOLETE44): it is probably another program's code.",
        ),
    },
    {
        "code": 45,
        "origin": "curl",
        "category": "network",
        "description": "curl: Cannot bind to the interface",
        "names": ("CURLE_INTERFACE_FAILED", "interface"),
        "causes": (
            "The interface or address given with --interface does not exist in the container.",
        ),
        "fixes": (
            {"command": "ip addr", "why": "lists the interfaces; a container usually has eth0"},
            {"command": "grep -i interface ~/.curlrc", "why": "is it set there?"},
        ),
        "elsewhere": (),
    },
    {
        "code": 46,
        "origin": "curl",
        "category": "permission",
        "description": "curl: Bad password",
        "names": ("CURLE_BAD_PASSWORD_ENTERED", "bad-password"),
        "causes": ("The server refused the password.",),
        "fixes": (
            {
                "advice": "Check user name and password; curl -u <user> prompts for it, so it stays out of the shell history."
            },
        ),
        "elsewhere": ("curl no longer uses 46 (CURLE_OBSOLETE46): a refused login is 67.",),
    },
    {
        "code": 47,
        "origin": "curl",
        "category": "network",
        "description": "curl: Too many redirects",
        "names": ("CURLE_TOO_MANY_REDIRECTS", "redirects"),
        "causes": (
            "The server redirects in a loop, for example from http to https and back, or to a login page.",
        ),
        "fixes": (
            {
                "command": "curl -sIL --max-redirs 10 <url> | grep -i ^location",
                "why": "where do the redirects lead?",
            },
            {"advice": "Use the final address."},
        ),
        "elsewhere": (),
    },
    {
        "code": 48,
        "origin": "curl",
        "category": "config",
        "description": "curl: Unknown option",
        "names": ("CURLE_UNKNOWN_OPTION", "unknown-option"),
        "causes": (
            "libcurl is older than the program that uses it, or was built without that option.",
        ),
        "fixes": (
            {"command": "curl --version", "why": "curl and libcurl should have the same version"},
            {
                "command": "apt-get update && apt-get install curl",
                "why": "in the container: updates curl; Alpine: apk add -u curl",
            },
        ),
        "elsewhere": ("A wrong option on curl's command line exits 2.",),
    },
    {
        "code": 51,
        "origin": "curl",
        "category": "network",
        "description": "curl: Certificate or host key not trusted (TLS or SSH)",
        "names": ("CURLE_SSL_PEER_CERTIFICATE", "host-key"),
        "causes": (
            "An old curl (before 7.62) does not trust the certificate: newer versions exit 60 for this.",
            "The clock is wrong, the CA certificates are outdated, or the certificate is self-signed or expired.",
        ),
        "fixes": (
            {
                "command": "date",
                "why": "containers use the host's clock: correct it there with timedatectl",
            },
            {
                "command": "curl --version",
                "why": "7.62 or later never exits 51: another program did",
            },
            {
                "command": "apt-get install --reinstall ca-certificates",
                "why": "in the container: restores the CA certificates; Alpine: apk fix ca-certificates",
            },
        ),
        "elsewhere": (),
    },
    {
        "code": 52,
        "origin": "curl",
        "category": "network",
        "description": "curl: Empty reply from the server",
        "names": ("CURLE_GOT_NOTHING", "empty-reply"),
        "causes": (
            "The service was starting, restarting or has crashed.",
            "http:// was used for an https port, or the other way round.",
            "A proxy or firewall closed the connection.",
        ),
        "fixes": (
            {"advice": "Run it again after a few seconds."},
            {
                "command": "curl -v -o /dev/null <url>",
                "why": "is it http or https, and the right port?",
            },
            {
                "command": "journalctl -u <service> -b --no-pager | tail -n 50",
                "why": "for a service in the container: did it crash?",
            },
        ),
        "elsewhere": (),
    },
    {
        "code": 55,
        "origin": "curl",
        "category": "network",
        "description": "curl: Sending failed",
        "names": ("CURLE_SEND_ERROR",),
        "causes": (
            "The connection broke while sending.",
            "The server closed it early, for example because the upload is too large.",
        ),
        "fixes": (
            {"advice": "Run it again: the error is often temporary."},
            {"advice": "Repeat the curl command with -v to see the server's answer."},
            {
                "command": "ping -M do -s 1472 -c 3 1.1.1.1",
                "why": "if it fails, the MTU is below 1500; Alpine: apk add iputils first",
            },
        ),
        "elsewhere": (),
    },
    {
        "code": 56,
        "origin": "curl",
        "category": "network",
        "description": "curl: Receiving failed (connection reset)",
        "names": ("CURLE_RECV_ERROR", "connection-reset", "ECONNRESET"),
        "causes": (
            "The connection was reset during the download: unstable connection, firewall or overloaded server.",
            "The MTU is too large for a VPN, VLAN or PPPoE.",
        ),
        "fixes": (
            {"advice": "Run it again: the error is often temporary."},
            {"command": "curl -fL --retry 5 -C - -o <file> <url>", "why": "resumes the download"},
            {"command": "curl -4 -fL -o <file> <url>", "why": "over IPv4 only"},
            {
                "command": "ping -M do -s 1472 -c 3 1.1.1.1",
                "why": "if it fails, the MTU is below 1500; Alpine: apk add iputils first",
            },
        ),
        "elsewhere": (),
    },
    {
        "code": 57,
        "origin": "curl",
        "category": "network",
        "description": "curl: Waiting for the connection failed (select/poll)",
        "names": ("CURLE_OBSOLETE57", "poll"),
        "causes": ("Too many open files, or no memory.",),
        "fixes": (
            {"command": "ulimit -n", "why": "the limit of open files"},
            {"command": "free -m", "why": "in the container: MB in use and available"},
        ),
        "elsewhere": ("curl no longer uses 57: a failed poll is 99 (CURLE_UNRECOVERABLE_POLL).",),
    },
    {
        "code": 58,
        "origin": "curl",
        "category": "config",
        "description": "curl: Client certificate cannot be used",
        "names": ("CURLE_SSL_CERTPROBLEM", "client-certificate"),
        "causes": (
            "The file given with --cert or --key is missing or unreadable, or its password is wrong.",
        ),
        "fixes": (
            {"command": "ls -l <file>", "why": "does the certificate exist, and may you read it?"},
            {
                "command": "openssl x509 -in <file> -noout -subject -dates",
                "why": "is it a certificate, and still valid?",
            },
        ),
        "elsewhere": (),
    },
    {
        "code": 59,
        "origin": "curl",
        "category": "network",
        "description": "curl: TLS cipher cannot be used",
        "names": ("CURLE_SSL_CIPHER", "cipher"),
        "causes": (
            "The cipher given with --ciphers is unknown to this TLS library, or too weak for its policy.",
        ),
        "fixes": (
            {"command": "openssl ciphers -v", "why": "lists the available ciphers"},
            {
                "command": "grep -i cipher ~/.curlrc",
                "why": "is it set there? Remove it to use the default",
            },
        ),
        "elsewhere": (),
    },
    {
        "code": 60,
        "origin": "curl",
        "category": "network",
        "description": "curl: Certificate not trusted (TLS)",
        "names": ("CURLE_PEER_FAILED_VERIFICATION", "certificate"),
        "causes": (
            "The clock of the host is wrong, so the certificate seems expired or not yet valid.",
            "The CA certificates are missing or outdated.",
            "The server's certificate is self-signed or expired, or a proxy replaces certificates.",
        ),
        "fixes": (
            {
                "command": "date",
                "why": "containers use the host's clock: correct it there with timedatectl",
            },
            {
                "command": "apt-get install --reinstall ca-certificates",
                "why": "in the container: restores the CA certificates; Alpine: apk fix ca-certificates",
            },
            {
                "command": "openssl s_client -connect <host>:443 </dev/null | openssl x509 -noout -subject -issuer -dates",
                "why": "who issued it, and is it still valid?",
            },
            {
                "advice": "Do not switch verification off (curl -k): the script may then run a manipulated download."
            },
        ),
        "elsewhere": (
            "curl before 7.62 exits 51 for a certificate or SSH host key that is not trusted.",
        ),
    },
    {
        "code": 61,
        "origin": "curl",
        "category": "network",
        "description": "curl: Unknown transfer encoding",
        "names": ("CURLE_BAD_CONTENT_ENCODING", "encoding"),
        "causes": ("The server or a proxy sent damaged or unknown compression.",),
        "fixes": (
            {
                "command": "curl -fL -H 'Accept-Encoding: identity' -o <file> <url>",
                "why": "downloads it uncompressed",
            },
            {"advice": "Run it again: a proxy may have been the cause."},
        ),
        "elsewhere": (),
    },
    {
        "code": 63,
        "origin": "curl",
        "category": "network",
        "description": "curl: File larger than allowed",
        "names": ("CURLE_FILESIZE_EXCEEDED", "file-too-large"),
        "causes": ("The file is larger than --max-filesize allows.",),
        "fixes": (
            {"command": "curl -sIL <url> | grep -i content-length", "why": "the size in bytes"},
            {"advice": "Raise or remove --max-filesize if there is enough space (df -h)."},
        ),
        "elsewhere": (),
    },
    {
        "code": 64,
        "origin": "sysexits",
        "category": "config",
        "description": "sysexits: Wrong usage (EX_USAGE)",
        "names": ("EX_USAGE", "CURLE_USE_SSL_FAILED", "usage"),
        "causes": ("A program was called with wrong options or arguments.",),
        "fixes": (
            {"command": "<command> --help", "why": "lists the valid options"},
            {"advice": "Update the script: the program's options may have changed."},
        ),
        "elsewhere": (
            "curl: required TLS level not available (CURLE_USE_SSL_FAILED). mount: only some mounts succeeded.",
        ),
        "by_command": (
            {
                "programs": CURL,
                "description": "curl: Required TLS level not available",
                "category": "network",
            },
            {
                "programs": MOUNT,
                "description": "mount: Only some mounts succeeded",
                "category": "storage",
            },
        ),
    },
    {
        "code": 65,
        "origin": "sysexits",
        "category": "config",
        "description": "sysexits: Bad input data (EX_DATAERR)",
        "names": ("EX_DATAERR", "CURLE_SEND_FAIL_REWIND"),
        "causes": (
            "A function of the scripts was called with missing or wrong parameters: a bug in the script.",
            "A file or a reply is not in the expected format.",
            "A download is damaged, or is an error page.",
        ),
        "fixes": (
            {
                "advice": "Search https://github.com/community-scripts/ProxmoxVE/issues for the same error."
            },
            {
                "command": "head -c 300 <file> | cat -v",
                "why": "the expected content, or an error page?",
            },
            {"advice": "Delete the damaged file and download it again."},
        ),
        "elsewhere": ("curl: the data to send could not be rewound (CURLE_SEND_FAIL_REWIND).",),
        "by_command": (
            {
                "programs": CURL,
                "description": "curl: Data to send cannot be rewound",
                "category": "network",
            },
        ),
    },
    {
        "code": 66,
        "origin": "sysexits",
        "category": "config",
        "description": "sysexits: Input missing or unreadable (EX_NOINPUT)",
        "names": ("EX_NOINPUT", "CURLE_SSL_ENGINE_INITFAILED"),
        "causes": ("An input file does not exist, or the program's user may not read it.",),
        "fixes": (
            {
                "command": "ls -ld <file> <folder>",
                "why": "does the file exist, and who may read it and its folder?",
            },
            {"advice": "Run it again as root."},
        ),
        "elsewhere": (
            "curl: the TLS engine could not be initialized (CURLE_SSL_ENGINE_INITFAILED).",
        ),
        "by_command": (
            {
                "programs": CURL,
                "description": "curl: TLS engine cannot be initialized",
                "category": "network",
            },
        ),
    },
    {
        "code": 67,
        "origin": "sysexits",
        "category": "config",
        "description": "sysexits: No such user (EX_NOUSER)",
        "names": ("EX_NOUSER", "CURLE_LOGIN_DENIED", "login-denied"),
        "causes": (
            "A user or address that the program needs does not exist.",
            "After curl, the server refused the login.",
        ),
        "fixes": (
            {"command": "getent passwd <user>", "why": "does the user exist?"},
            {
                "command": "useradd --system --shell /usr/sbin/nologin <user>",
                "why": "creates a system user; Alpine: adduser -S <user>",
            },
        ),
        "elsewhere": ("curl: user name or password not accepted (CURLE_LOGIN_DENIED).",),
        "by_command": (
            {
                "programs": CURL,
                "description": "curl: User name or password refused",
                "category": "permission",
            },
        ),
    },
    {
        "code": 68,
        "origin": "sysexits",
        "category": "network",
        "description": "sysexits: No such host (EX_NOHOST)",
        "names": ("EX_NOHOST", "CURLE_TFTP_NOTFOUND"),
        "causes": ("A host name is misspelled or does not resolve.",),
        "fixes": (
            {"command": "getent hosts <host>", "why": "does the name resolve?"},
            {"command": "cat /etc/resolv.conf", "why": "is the nameserver right and reachable?"},
            {
                "command": "export var_ns=1.1.1.1",
                "why": "on the host, then start the installer: DNS server of the new container",
            },
            {
                "command": "pct set <CTID> --nameserver 1.1.1.1 && pct reboot <CTID>",
                "why": "replaces the DNS server of an existing container and restarts it",
            },
        ),
        "elsewhere": ("curl: file not found on the TFTP server (CURLE_TFTP_NOTFOUND).",),
        "by_command": (
            {
                "programs": CURL,
                "description": "curl: File not found on the TFTP server",
                "category": "network",
            },
        ),
    },
    {
        "code": 69,
        "origin": "sysexits",
        "category": "service",
        "description": "sysexits: Service unavailable (EX_UNAVAILABLE)",
        "names": ("EX_UNAVAILABLE", "CURLE_TFTP_PERM", "unavailable"),
        "causes": ("A required service or helper program is missing or not running.",),
        "fixes": (
            {
                "command": "systemctl --failed",
                "why": "which service failed? Alpine: rc-status --crashed",
            },
            {
                "command": "journalctl -u <service> -b --no-pager | tail -n 50",
                "why": "why it failed",
            },
            {"advice": "Run it again later if the service is not yours."},
        ),
        "elsewhere": ("curl: permission denied by the TFTP server (CURLE_TFTP_PERM).",),
        "by_command": (
            {
                "programs": CURL,
                "description": "curl: Permission denied by the TFTP server",
                "category": "permission",
            },
        ),
    },
    {
        "code": 70,
        "origin": "sysexits",
        "category": "runtime",
        "description": "sysexits: Internal software error (EX_SOFTWARE)",
        "names": ("EX_SOFTWARE", "CURLE_REMOTE_DISK_FULL"),
        "causes": ("The program hit a bug or an unexpected state.",),
        "fixes": (
            {
                "command": "journalctl -u <service> -b --no-pager | tail -n 50",
                "why": "the last messages before the error",
            },
            {"advice": "Update the program; if the error persists, report it with the log."},
        ),
        "elsewhere": ("curl: no space left on the server (CURLE_REMOTE_DISK_FULL).",),
        "by_command": (
            {
                "programs": CURL,
                "description": "curl: No space left on the server",
                "category": "network",
            },
        ),
    },
    {
        "code": 71,
        "origin": "sysexits",
        "category": "resource",
        "description": "sysexits: Operating system error (EX_OSERR)",
        "names": ("EX_OSERR", "CURLE_TFTP_ILLEGAL", "fork"),
        "causes": ("The system could not start a process: out of memory, or too many processes.",),
        "fixes": (
            {"command": "free -m && ps -e | wc -l", "why": "memory, and the number of processes"},
            {"command": "dmesg | tail -n 30", "why": "on the host: the kernel's reason"},
            {
                "command": "pct config <CTID> | grep -E 'memory|swap'",
                "why": "on the host: the current limits in MB",
            },
            {
                "command": "pct set <CTID> --memory <MB>",
                "why": "on the host: an absolute value: use twice the current one; a lower one kills processes",
            },
        ),
        "elsewhere": ("curl: illegal TFTP operation (CURLE_TFTP_ILLEGAL).",),
        "by_command": (
            {
                "programs": CURL,
                "description": "curl: Illegal TFTP operation",
                "category": "network",
            },
        ),
    },
    {
        "code": 72,
        "origin": "sysexits",
        "category": "config",
        "description": "sysexits: System file missing (EX_OSFILE)",
        "names": ("EX_OSFILE", "CURLE_TFTP_UNKNOWNID"),
        "causes": ("A system file such as /etc/passwd is missing or damaged.",),
        "fixes": (
            {
                "command": "dpkg --verify",
                "why": "lists changed or missing files of packages; Alpine: apk audit --system",
            },
            {
                "command": "apt-get install --reinstall <package>",
                "why": "in the container: restores the package's files; Alpine: apk fix <package>",
            },
        ),
        "elsewhere": ("curl: unknown TFTP transfer ID (CURLE_TFTP_UNKNOWNID).",),
        "by_command": (
            {
                "programs": CURL,
                "description": "curl: Unknown TFTP transfer ID",
                "category": "network",
            },
        ),
    },
    {
        "code": 73,
        "origin": "sysexits",
        "category": "storage",
        "description": "sysexits: Cannot create output (EX_CANTCREAT)",
        "names": ("EX_CANTCREAT", "CURLE_REMOTE_FILE_EXISTS"),
        "causes": ("The disk is full, or the target folder is missing or not writable.",),
        "fixes": (
            {"command": "df -h && df -i", "why": "free space and inodes"},
            {"command": "ls -ld <folder>", "why": "does it exist, and may you write to it?"},
            {
                "command": "pct resize <CTID> rootfs +4G",
                "why": "on the host: enlarges the disk, which cannot be shrunk later",
            },
        ),
        "elsewhere": ("curl: the file already exists on the server (CURLE_REMOTE_FILE_EXISTS).",),
        "by_command": (
            {
                "programs": CURL,
                "description": "curl: File already exists on the server",
                "category": "network",
            },
        ),
    },
    {
        "code": 74,
        "origin": "sysexits",
        "category": "storage",
        "description": "sysexits: Input/output error (EX_IOERR)",
        "names": ("EX_IOERR", "CURLE_TFTP_NOSUCHUSER", "io-error"),
        "causes": (
            "Reading or writing failed: full disk, failing disk, or a network share that disappeared.",
        ),
        "fixes": (
            {
                "command": "dmesg | grep -i -E 'i/o error|ata[0-9]|nvme'",
                "why": "on the host: disk errors",
            },
            {"command": "df -h && df -i", "why": "free space and inodes"},
            {"command": "smartctl -H /dev/<disk>", "why": "on the host: health of the disk"},
            {"command": "zpool status -x", "why": "on the host, with ZFS: damaged pools"},
        ),
        "elsewhere": ("curl: no such user on the TFTP server (CURLE_TFTP_NOSUCHUSER).",),
        "by_command": (
            {
                "programs": CURL,
                "description": "curl: No such user on the TFTP server",
                "category": "network",
            },
        ),
    },
    {
        "code": 75,
        "origin": "sysexits",
        "category": "service",
        "description": "sysexits: Temporary failure, try again (EX_TEMPFAIL)",
        "names": ("EX_TEMPFAIL", "temporary"),
        "causes": (
            "An unattended update was skipped: a major upgrade needs your answers, and may reset the configuration.",
            "Something was busy or unreachable for the moment.",
        ),
        "fixes": (
            {
                "command": "vzdump <CTID> --storage <storage> --mode snapshot --compress zstd",
                "why": "on the host: a backup first",
            },
            {
                "command": "pct enter <CTID>",
                "why": "on the host: then type update and answer the questions",
            },
            {"advice": "If it was not an update, run it again in a few minutes."},
        ),
        "elsewhere": ("curl up to 7.81: character conversion failed.",),
    },
    {
        "code": 76,
        "origin": "sysexits",
        "category": "network",
        "description": "sysexits: Remote side broke the protocol (EX_PROTOCOL)",
        "names": ("EX_PROTOCOL",),
        "causes": (
            "The server's answer does not follow the protocol.",
            "Client and server have incompatible versions, or another service uses that port.",
        ),
        "fixes": (
            {"command": "curl -v <url>", "why": "what answers there?"},
            {"advice": "Compare the versions of both sides and update the older one."},
        ),
        "elsewhere": ("curl up to 7.81: no function for a character conversion.",),
    },
    {
        "code": 77,
        "origin": "sysexits",
        "category": "permission",
        "description": "sysexits: Permission denied (EX_NOPERM)",
        "names": ("EX_NOPERM", "CURLE_SSL_CACERT_BADFILE"),
        "causes": (
            "The program is not running as root, or a file belongs to another user.",
            "After curl, the CA certificates are missing or unreadable.",
        ),
        "fixes": (
            {
                "command": "id && ls -ld <file> <folder>",
                "why": "who are you, and who may open the file?",
            },
            {
                "command": "apt-get install --reinstall ca-certificates",
                "why": "after curl: restores the CA certificates; Alpine: apk fix ca-certificates",
            },
            {
                "command": "pct config <CTID> | grep unprivileged",
                "why": "on the host: root of an unprivileged container has fewer rights",
            },
        ),
        "elsewhere": (
            "curl: CA certificates missing or unreadable (CURLE_SSL_CACERT_BADFILE), common in minimal containers.",
        ),
        "by_command": (
            {
                "programs": CURL,
                "description": "curl: CA certificates missing or unreadable",
                "category": "network",
                "fixes": (
                    {
                        "command": "apt-get install --reinstall ca-certificates",
                        "why": "in the container: restores the CA certificates; Alpine: apk fix ca-certificates",
                    },
                ),
            },
        ),
    },
    {
        "code": 78,
        "origin": "curl",
        "category": "network",
        "description": "curl: Remote file not found (or EX_CONFIG, a configuration error)",
        "names": ("CURLE_REMOTE_FILE_NOT_FOUND", "EX_CONFIG"),
        "causes": (
            "The file was moved or renamed (FTP, SFTP and file:// only).",
            "A program found an error in its own configuration (EX_CONFIG).",
        ),
        "fixes": (
            {"command": "curl -v -O <url>", "why": "is the path right?"},
            {
                "command": "journalctl -u <service> -b --no-pager | tail -n 50",
                "why": "a service names the wrong line of its configuration",
            },
        ),
        "elsewhere": (
            "Over HTTP, curl exits 22 for a missing file. sysexits and systemd call 78 EX_CONFIG.",
        ),
    },
    {
        "code": 79,
        "origin": "curl",
        "category": "network",
        "description": "curl: SSH session failed",
        "names": ("CURLE_SSH", "sftp"),
        "causes": ("SFTP or SCP failed: unknown host key, refused key, or no common algorithm.",),
        "fixes": (
            {"command": "ssh -v <user>@<host> exit", "why": "shows where it fails"},
            {"command": "curl -v sftp://<user>@<host>/", "why": "the same through curl"},
            {
                "command": "ssh-keyscan <host>",
                "why": "the host's keys: compare them before you trust them",
            },
        ),
        "elsewhere": (),
    },
    {
        "code": 90,
        "origin": "curl",
        "category": "network",
        "description": "curl: Pinned public key does not match (TLS)",
        "names": ("CURLE_SSL_PINNEDPUBKEYNOTMATCH", "pinned-key"),
        "causes": (
            "The server's certificate was renewed with another key than --pinnedpubkey names, or a proxy intercepts TLS.",
        ),
        "fixes": (
            {"command": "curl -v -o /dev/null <url>", "why": "who issued the certificate?"},
            {"advice": "Ask the server's owner for the new key before you trust it."},
        ),
        "elsewhere": (),
    },
    {
        "code": 91,
        "origin": "curl",
        "category": "network",
        "description": "curl: Certificate status check failed (OCSP)",
        "names": ("CURLE_SSL_INVALIDCERTSTATUS", "ocsp"),
        "causes": (
            "The server does not prove that its certificate is still valid, as --cert-status demands.",
        ),
        "fixes": (
            {
                "command": "openssl s_client -connect <host>:443 -status </dev/null | grep -i ocsp",
                "why": "what the server sends",
            },
            {"command": "grep -i cert-status ~/.curlrc", "why": "is the check enabled there?"},
        ),
        "elsewhere": (),
    },
    {
        "code": 92,
        "origin": "curl",
        "category": "network",
        "description": "curl: HTTP/2 stream error",
        "names": ("CURLE_HTTP2_STREAM",),
        "causes": (
            "The server or a proxy ended the HTTP/2 stream, usually under load or over an unstable connection.",
        ),
        "fixes": (
            {"advice": "Run it again: the error is often temporary."},
            {"command": "curl --http1.1 -fL -o <file> <url>", "why": "downloads without HTTP/2"},
            {
                "command": "git -c http.version=HTTP/1.1 clone --depth 1 <url>",
                "why": "for git: without HTTP/2, only for this command",
            },
        ),
        "elsewhere": (),
    },
    {
        "code": 95,
        "origin": "curl",
        "category": "network",
        "description": "curl: HTTP/3 error",
        "names": ("CURLE_HTTP3", "quic"),
        "causes": ("HTTP/3 uses UDP port 443, which a firewall may block.",),
        "fixes": (
            {"command": "curl --http1.1 -fL -o <file> <url>", "why": "downloads without HTTP/3"},
            {"advice": "Run it again: the error may be temporary."},
        ),
        "elsewhere": (),
    },
    {
        "code": 96,
        "origin": "curl",
        "category": "network",
        "description": "curl: QUIC connection failed (HTTP/3)",
        "names": ("CURLE_QUIC_CONNECT_ERROR",),
        "causes": ("HTTP/3 uses UDP port 443, which a firewall may block.",),
        "fixes": (
            {"command": "curl --http1.1 -fL -o <file> <url>", "why": "downloads without HTTP/3"},
        ),
        "elsewhere": (),
    },
    {
        "code": 99,
        "origin": "apk",
        "category": "dependency",
        "description": "apk: Internal error (or at least 99 errors)",
        "names": ("apk-error",),
        "causes": (
            "apk stopped with an internal error, such as a database that cannot be locked or written.",
            "apk counted 99 or more errors, for example because many packages failed.",
        ),
        "fixes": (
            {
                "command": "apk update; apk fix",
                "why": "Alpine: reads the repositories again and repairs installed packages",
            },
            {"command": "df -h / && df -i /", "why": "free space and inodes"},
            {"command": "ps -ef | grep '[a]pk'", "why": "does another apk hold the lock?"},
        ),
        "elsewhere": (
            "curl: waiting for the connection failed (CURLE_UNRECOVERABLE_POLL). apk exits with its number of errors, up to 99.",
        ),
        "by_command": (
            {
                "programs": CURL,
                "description": "curl: Waiting for the connection failed (poll)",
                "category": "network",
            },
        ),
    },
    {
        "code": 100,
        "origin": "apt",
        "category": "dependency",
        "description": "APT: Package manager failed (broken packages or dependencies)",
        "names": ("apt-get", "broken-packages"),
        "causes": (
            "A package could not be fetched or does not exist for this release: no network, or outdated package lists.",
            "An interrupted installation left packages half configured.",
            "Another apt or dpkg process holds the lock, for example unattended-upgrades.",
            "The disk is full, or a third-party repository has no packages for this release.",
        ),
        "fixes": (
            {
                "command": "apt-get update",
                "why": "in the container: its errors name the failing repository",
            },
            {
                "command": "dpkg --configure -a",
                "why": "in the container: finishes an interrupted installation",
            },
            {"command": "df -h / /var", "why": "free space"},
            {
                "command": "ps -ef | grep -E '[a]pt|[d]pkg'",
                "why": "does another process hold the lock? Wait for it to end",
            },
            {
                "command": "apt-cache policy <package>",
                "why": "is there a version to install at all?",
            },
            {
                "command": "apt-get install --fix-broken",
                "why": "in the container, not on the host: may remove packages; read the list before you confirm",
            },
        ),
        "elsewhere": (
            "apt and apt-get exit 100 for every error: only the lines above show which.",
        ),
    },
    {
        "code": 101,
        "origin": "rust",
        "category": "dependency",
        "description": "Rust: cargo failed or panicked",
        "names": ("cargo", "rust", "panic"),
        "causes": (
            "cargo could not compile the program: wrong Rust version, missing library, or out of memory.",
            "A Rust program panicked.",
            "Old scripts use 101 for a malformed APT source; APT itself exits 100.",
        ),
        "fixes": (
            {
                "command": "grep -n -m5 -E '^error|panicked|Killed' <log>",
                "why": "the first error is the cause of the others",
            },
            {
                "command": "rustc --version",
                "why": "is it the version the app requires (rust-version in Cargo.toml)?",
            },
            {
                "command": "rustup update stable",
                "why": "replaces an outdated Rust if it was installed with rustup",
            },
            {
                "command": "apt-get install build-essential pkg-config libssl-dev",
                "why": "common build dependencies; Alpine: apk add build-base pkgconf openssl-dev",
            },
            {
                "command": "CARGO_BUILD_JOBS=1 cargo build --release",
                "why": "one job at a time needs less memory",
            },
        ),
        "elsewhere": ("Old scripts: malformed APT sources.",),
    },
    {
        "code": 102,
        "origin": "apt",
        "category": "dependency",
        "programs": (),
        "description": "APT: Lock held by another process",
        "names": ("apt-lock", "dpkg-lock", "lock"),
        "causes": (
            "apt-daily or unattended-upgrades is running, usually right after the first start.",
            "Another terminal or installer uses apt or dpkg.",
        ),
        "fixes": (
            {
                "command": "ps -ef | grep -E '[a]pt|[d]pkg'",
                "why": "which process holds the lock? Wait for it to end",
            },
            {
                "command": "apt-get -o DPkg::Lock::Timeout=300 install <package>",
                "why": "waits up to 5 minutes",
            },
            {
                "advice": "Never delete the lock files while a process holds them: it can damage the package database."
            },
        ),
        "elsewhere": ("APT itself exits 100 for this.",),
    },
    {
        "code": 103,
        "origin": "validation",
        "category": "config",
        "description": "Validation: Shell is not Bash",
        "names": ("not-bash",),
        "causes": ("The script was started from sh, zsh, fish or another shell.",),
        "fixes": (
            {"advice": "Start bash, then run the installer again."},
            {"command": "ps -p $$ -o comm=", "why": "which shell is this?"},
            {"command": "chsh -s /bin/bash", "why": "makes bash the login shell permanently"},
        ),
        "elsewhere": (),
    },
    {
        "code": 104,
        "origin": "validation",
        "category": "permission",
        "description": "Validation: Not run as root (or run through sudo)",
        "names": ("not-root", "sudo"),
        "causes": ("The installer was started by another user, or with sudo.",),
        "fixes": (
            {"advice": "Log in to the web interface as root@pam and use the Shell of the node."},
            {
                "command": "sudo -i",
                "why": "or su -: become root first, then start the installer without sudo",
            },
            {"command": "id -u", "why": "must print 0"},
        ),
        "elsewhere": (),
    },
    {
        "code": 105,
        "origin": "validation",
        "category": "config",
        "description": "Validation: Proxmox VE version not supported",
        "names": ("pve-version",),
        "causes": (
            "This Proxmox VE is older than the script supports.",
            "This Proxmox VE is newer than the script supports, or the script is an old copy.",
        ),
        "fixes": (
            {"command": "pveversion", "why": "compare it with the versions in the message"},
            {
                "advice": "Too new: copy the command from the web page again, or wait until the scripts support your version."
            },
            {
                "command": "apt-get update && apt-get dist-upgrade",
                "why": "too old: upgrades the host; answer no if it would remove proxmox-ve",
            },
            {
                "command": "pve8to9",
                "why": "only to go from 8 to 9: checks the node; follow Proxmox's upgrade guide",
            },
        ),
        "elsewhere": (),
    },
    {
        "code": 106,
        "origin": "validation",
        "category": "config",
        "description": "Validation: CPU architecture not supported",
        "names": ("architecture", "arm64"),
        "causes": (
            "The script does not support this CPU architecture: most need amd64 (64-bit Intel or AMD).",
            "InfluxDB 3 needs a CPU with AVX2.",
        ),
        "fixes": (
            {"command": "dpkg --print-architecture", "why": "on the host"},
            {
                "command": "export var_arm64=yes",
                "why": "on an arm64 host, then start the installer: only if the app supports arm64",
            },
            {
                "command": "grep -m1 -o -w avx2 /proc/cpuinfo",
                "why": "no output: no AVX2; choose InfluxDB 2",
            },
        ),
        "elsewhere": (),
    },
    {
        "code": 107,
        "origin": "validation",
        "category": "resource",
        "description": "Validation: Kernel key limits cannot be read",
        "names": ("maxkeys",),
        "causes": (
            "/proc/sys/kernel/keys is not readable: the script runs in a container, or not as root.",
        ),
        "fixes": (
            {
                "command": "cat /proc/sys/kernel/keys/maxkeys /proc/sys/kernel/keys/maxbytes",
                "why": "on the host, as root: must print two numbers",
            },
            {"advice": "Run the script on the Proxmox VE host, not in a container."},
        ),
        "elsewhere": (),
    },
    {
        "code": 108,
        "origin": "validation",
        "category": "resource",
        "description": "Validation: Kernel key limits exceeded",
        "names": ("keyring", "maxbytes"),
        "causes": (
            "All unprivileged containers share user ID 100000, and with it one kernel limit for keys, which Docker uses.",
        ),
        "fixes": (
            {
                "command": "grep -E '^ *100000:' /proc/key-users",
                "why": "on the host: how many keys and bytes are in use",
            },
            {
                "command": "cat /proc/sys/kernel/keys/maxkeys /proc/sys/kernel/keys/maxbytes",
                "why": "on the host: the current limits",
            },
            {
                "command": "echo kernel.keys.maxkeys=<number> >> /etc/sysctl.d/98-community-scripts.conf",
                "why": "permanent: twice the current value, never less",
            },
            {
                "command": "echo kernel.keys.maxbytes=<number> >> /etc/sysctl.d/98-community-scripts.conf",
                "why": "permanent: twice the current value, never less",
            },
            {"command": "sysctl --system", "why": "applies these files now, without a reboot"},
        ),
        "elsewhere": (),
    },
    {
        "code": 109,
        "origin": "proxmox",
        "category": "proxmox",
        "description": "Proxmox: No free container ID found",
        "names": ("no-free-id", "nextid"),
        "causes": (
            "All IDs that were tried belong to containers, VMs or leftover disks.",
            "The ID range in the datacenter options is used up.",
        ),
        "fixes": (
            {"command": "pvesh get /cluster/nextid", "why": "the next free ID"},
            {"command": "pvesh get /cluster/resources --type vm", "why": "all IDs of the cluster"},
            {"command": "pvesh get /cluster/options", "why": "does next-id limit the range?"},
            {"advice": "Start the installer in advanced mode and enter a free ID."},
        ),
        "elsewhere": (),
    },
    {
        "code": 110,
        "origin": "proxmox",
        "category": "config",
        "description": "Proxmox: Cannot apply default.vars",
        "names": ("default.vars",),
        "causes": (
            "A line of default.vars is not var_name=value, or its value is not allowed.",
            "The file is not readable.",
        ),
        "fixes": (
            {
                "command": "cat /usr/local/community-scripts/default.vars",
                "why": "must have one var_name=value per line",
            },
            {
                "command": "mv /usr/local/community-scripts/default.vars /root/",
                "why": "sets the file aside: the installer creates a new one",
            },
            {"advice": "Choose the default or the advanced installation in the menu."},
        ),
        "elsewhere": (),
    },
    {
        "code": 111,
        "origin": "proxmox",
        "category": "config",
        "description": "Proxmox: Defaults file of the app not available",
        "names": ("app-defaults",),
        "causes": ("App Defaults were chosen, but none are saved for this app.",),
        "fixes": (
            {
                "command": "ls /usr/local/community-scripts/defaults/",
                "why": "<app>.vars: the apps with saved defaults",
            },
            {
                "advice": "Choose another entry; the advanced installation offers to save defaults at its end."
            },
        ),
        "elsewhere": (),
    },
    {
        "code": 112,
        "origin": "proxmox",
        "category": "config",
        "description": "Proxmox: Invalid choice in the install menu",
        "names": ("invalid-choice",),
        "causes": ("The variable mode, or the argument, is not an entry of the menu.",),
        "fixes": (
            {"command": "unset mode", "why": "then the installer shows the menu"},
            {
                "advice": "Without the menu, set mode to default, advanced, mydefaults or appdefaults."
            },
        ),
        "elsewhere": (),
    },
    {
        "code": 113,
        "origin": "lxc",
        "category": "user_aborted",
        "description": "LXC: Too few CPU cores or too little memory (update given up by the user)",
        "names": ("under-provisioned",),
        "causes": (
            "The container has fewer cores or less memory than the update requires, and you chose not to continue.",
            "An unattended update stops at this check without asking.",
        ),
        "fixes": (
            {"command": "nproc && free -m", "why": "in the container: what it has now"},
            {
                "command": "pct config <CTID> | grep -E 'cores|memory'",
                "why": "on the host: the current limits",
            },
            {
                "command": "pct set <CTID> --cores <cores> --memory <MB>",
                "why": "on the host: absolute values from the message; lower ones kill processes",
            },
            {"advice": "Run the update again; you can restore the old limits afterwards."},
        ),
        "elsewhere": (),
    },
    {
        "code": 114,
        "origin": "lxc",
        "category": "user_aborted",
        "description": "LXC: Too little storage (update given up by the user)",
        "names": ("low-storage",),
        "causes": (
            "The disk is more than 80 % full, measured at /boot, and you chose not to continue.",
            "An unattended update stops at this check without asking.",
        ),
        "fixes": (
            {"command": "df -h / /boot", "why": "in the container: free space"},
            {
                "command": "apt-get clean",
                "why": "frees the space of downloaded packages; Alpine: apk cache clean",
            },
            {
                "command": "pct resize <CTID> rootfs +4G",
                "why": "on the host: enlarges the disk, which cannot be shrunk later",
            },
            {
                "command": "journalctl --vacuum-size=100M",
                "why": "last resort: deletes old logs, which you may need to find an error",
            },
        ),
        "elsewhere": (),
    },
    {
        "code": 115,
        "origin": "download",
        "category": "network",
        "description": "Download: install.func missing or incomplete",
        "names": ("install.func",),
        "causes": (
            "raw.githubusercontent.com was unreachable, or the download was interrupted.",
            "DNS or a filter (Pi-hole, AdGuard, firewall) blocks GitHub.",
        ),
        "fixes": (
            {"advice": "Run it again: the error is often temporary."},
            {
                "command": "curl -sSI https://raw.githubusercontent.com | head -n 1",
                "why": "any HTTP line means it is reachable",
            },
            {
                "command": "getent hosts raw.githubusercontent.com",
                "why": "0.0.0.0 or a local address means a filter blocks it",
            },
            {"advice": "Check https://www.githubstatus.com for an outage."},
        ),
        "elsewhere": (),
    },
    {
        "code": 116,
        "origin": "proxmox",
        "category": "network",
        "description": "Proxmox: Bridge vmbr0 not found",
        "names": ("vmbr0", "bridge"),
        "causes": ("The host has no bridge at all (only advanced mode stops here).",),
        "fixes": (
            {"command": "ip -br link show type bridge", "why": "on the host: lists the bridges"},
            {
                "advice": "Create vmbr0 in the web interface under node > System > Network, then apply the configuration."
            },
            {
                "command": "cat /etc/network/interfaces",
                "why": "is vmbr0 configured but down? Then run ifup vmbr0",
            },
        ),
        "elsewhere": (),
    },
    {
        "code": 117,
        "origin": "lxc",
        "category": "proxmox",
        "description": "LXC: Container did not reach the running state",
        "names": ("not-running",),
        "causes": (
            "The container cannot start: its storage, bridge, mount point or a passed-through device is missing.",
            "pve-container is too old for this OS, or AppArmor denies something.",
            "A backup or an interrupted task locks the container.",
        ),
        "fixes": (
            {"command": "pct start <CTID> --debug", "why": "prints the reason"},
            {"command": "pct config <CTID>", "why": "do net0, rootfs, mp0 and dev0 all exist?"},
            {
                "command": "journalctl -u pve-container@<CTID> -b --no-pager | tail -n 50",
                "why": "messages of the last start",
            },
            {
                "command": "pct unlock <CTID>",
                "why": "only if the config shows lock: and no backup or task is running",
            },
            {
                "command": "apt-get update && apt-get dist-upgrade",
                "why": "on the host, if pve-container is too old; answer no if it would remove proxmox-ve",
            },
        ),
        "elsewhere": (),
    },
    {
        "code": 118,
        "origin": "lxc",
        "category": "network",
        "description": "LXC: Container got no IP address in time",
        "names": ("no-ip", "dhcp"),
        "causes": (
            "No DHCP server answers on that bridge or VLAN.",
            "The bridge has no port to your network, or the VLAN tag is wrong.",
            "The Proxmox VE firewall or the switch drops DHCP.",
        ),
        "fixes": (
            {"command": "pct exec <CTID> -- ip addr", "why": "which address does eth0 have?"},
            {"command": "pct config <CTID> | grep net0", "why": "are bridge and tag right?"},
            {"command": "bridge link", "why": "on the host: does the bridge have a physical port?"},
            {"advice": "Use a static address in advanced mode: <IP>/24 and the gateway."},
            {"command": "pve-firewall status", "why": "on the host: is the firewall enabled?"},
        ),
        "elsewhere": (),
    },
    {
        "code": 119,
        "origin": "proxmox",
        "category": "storage",
        "description": "Proxmox: No storage accepts containers (rootdir content)",
        "names": ("no-rootdir",),
        "causes": ("No active storage has the content type Container (rootdir).",),
        "fixes": (
            {
                "command": "pvesm status --content rootdir",
                "why": "must list at least one active storage",
            },
            {"command": "cat /etc/pve/storage.cfg", "why": "the content types of each storage"},
            {
                "command": "pvesm set <storage> --content images,rootdir",
                "why": "replaces the whole list: include the types it has now",
            },
        ),
        "elsewhere": (),
    },
    {
        "code": 120,
        "origin": "proxmox",
        "category": "storage",
        "description": "Proxmox: No storage accepts templates (vztmpl content)",
        "names": ("vztmpl",),
        "causes": (
            "No active storage has the content type Container template (vztmpl), which is usually local.",
        ),
        "fixes": (
            {
                "command": "pvesm status --content vztmpl",
                "why": "must list at least one active storage",
            },
            {"command": "cat /etc/pve/storage.cfg", "why": "the content types of each storage"},
            {
                "command": "pvesm set local --content iso,vztmpl,backup",
                "why": "replaces the whole list: include the types it has now",
            },
        ),
        "elsewhere": (),
    },
    {
        "code": 121,
        "origin": "lxc",
        "category": "network",
        "description": "LXC: Container network not ready",
        "names": ("network-not-ready",),
        "causes": (
            "The container has no address after several attempts: no DHCP answer, wrong bridge, VLAN or gateway.",
            "The container's network starts slowly.",
        ),
        "fixes": (
            {
                "command": "pct exec <CTID> -- ip addr; pct exec <CTID> -- ip route",
                "why": "if it still exists: is there an address and a default route?",
            },
            {
                "command": "pct config <CTID> | grep net0",
                "why": "are bridge, tag, ip and gw right?",
            },
            {"command": "bridge link", "why": "on the host: does the bridge have a physical port?"},
            {
                "command": "export var_net=<IP>/24 var_gateway=<IP>",
                "why": "on the host, then start the installer: a static address for the new container",
            },
            {
                "advice": "Keep the failed container when the installer asks, to look at its network."
            },
        ),
        "elsewhere": (),
    },
    {
        "code": 122,
        "origin": "lxc",
        "category": "user_aborted",
        "description": "LXC: No internet (user declined to go on)",
        "names": ("no-internet",),
        "causes": (
            "The container has an address but no internet access, and you chose not to continue.",
        ),
        "fixes": (
            {
                "command": "pct exec <CTID> -- ping -c 3 1.1.1.1",
                "why": "does it reach the internet?",
            },
            {"command": "pct exec <CTID> -- getent hosts github.com", "why": "does DNS work?"},
            {"command": "pct exec <CTID> -- ip route", "why": "is the gateway right?"},
            {
                "command": "pve-firewall status",
                "why": "on the host: is the firewall enabled? The router may block it too",
            },
        ),
        "elsewhere": (),
    },
    {
        "code": 123,
        "origin": "lxc",
        "category": "network",
        "description": "LXC: Local IP address not detected",
        "names": ("local-ip",),
        "causes": ("No interface of the container has an IPv4 address yet.",),
        "fixes": (
            {"command": "hostname -I", "why": "the addresses; Alpine: ip -4 addr show eth0"},
            {"command": "ip addr; ip route", "why": "is there an address and a default route?"},
            {
                "command": "pct reboot <CTID>",
                "why": "on the host: restarts the container; then run the update again",
            },
        ),
        "elsewhere": ("xargs: a command it ran failed.",),
        "by_command": (
            {
                "programs": XARGS,
                "description": "xargs: A command it ran failed",
                "category": "shell",
            },
        ),
    },
    {
        "code": 124,
        "origin": "shell",
        "category": "timeout",
        "description": "Command ran past its time limit (timeout)",
        "names": ("timeout", "time-limit"),
        "causes": (
            "The step took longer than the script allows: slow disk, slow network or too few cores.",
            "The command waits for something: a lock, an answer, a server.",
        ),
        "fixes": (
            {"advice": "Run it again when the host is less busy."},
            {
                "command": "uptime && free -m",
                "why": "load and memory, in the container and on the host",
            },
            {
                "command": "ps -ef",
                "why": "in another terminal while it hangs: which command is running?",
            },
            {
                "command": "export var_cpu=<cores> var_ram=<MB>",
                "why": "on the host, then start the installer: more than the app's defaults",
            },
            {
                "command": "pct config <CTID> | grep -E 'cores|memory'",
                "why": "on the host, for an update: the current limits",
            },
            {
                "command": "pct set <CTID> --cores <cores> --memory <MB>",
                "why": "on the host: absolute values: use twice the current ones; lower ones kill processes",
            },
        ),
        "elsewhere": ("xargs: a command it ran exited 255.",),
        "by_command": (
            {
                "programs": XARGS,
                "description": "xargs: A command it ran exited 255",
                "category": "shell",
            },
        ),
    },
    {
        "code": 125,
        "origin": "shell",
        "category": "service",
        "programs": LAUNCHERS,
        "description": "Command did not start (Docker, timeout or env itself failed)",
        "names": ("docker-run",),
        "causes": (
            "Docker refused to start the container: daemon not running, bad option, port or name in use.",
            "timeout or env was called with a wrong option.",
        ),
        "fixes": (
            {"command": "systemctl status docker --no-pager", "why": "is the daemon running?"},
            {
                "command": "journalctl -u docker -b --no-pager | tail -n 50",
                "why": "why it does not start",
            },
            {
                "command": "docker ps -a && ss -ltnp",
                "why": "is the name or the port in use? Alpine: netstat -ltnp",
            },
            {
                "command": "pct config <CTID> | grep features",
                "why": "on the host: Docker needs nesting=1, and keyctl=1 in an unprivileged container",
            },
            {
                "command": "pct set <CTID> --features <old>,nesting=1",
                "why": "on the host: replaces the line, so repeat what it has; nesting exposes the host's /proc and /sys",
            },
        ),
        "elsewhere": ("xargs: a command it ran was killed by a signal.",),
        "by_command": (
            {
                "programs": XARGS,
                "description": "xargs: A command it ran was killed by a signal",
                "category": "signal",
            },
        ),
    },
    {
        "code": 126,
        "origin": "shell",
        "category": "permission",
        "description": "Command found but not executable",
        "names": ("not-executable", "noexec"),
        "causes": (
            "The file is not marked as executable, or its file system is mounted noexec.",
            "The binary is for another CPU architecture.",
            "The argument list is too long.",
        ),
        "fixes": (
            {"command": "ls -l <file>", "why": "is there an x in the permissions?"},
            {"command": "chmod +x <file>", "why": "makes it executable"},
            {
                "command": "uname -m; file <file>",
                "why": "built for this architecture? Install file first",
            },
            {
                "command": "grep noexec /proc/mounts",
                "why": "lists file systems that do not run programs",
            },
        ),
        "elsewhere": ("Docker: the image's command cannot be run.",),
    },
    {
        "code": 127,
        "origin": "shell",
        "category": "dependency",
        "description": "Command not found",
        "names": ("not-found", "command-not-found"),
        "causes": (
            "The package of the command is not installed, or its installation failed earlier.",
            "The name is misspelled, or its folder is not in PATH.",
            "The interpreter in the first line of the script is missing, or the line ends with a Windows line break.",
            "A shared library that the program needs is missing.",
        ),
        "fixes": (
            {"command": "command -v <command>; echo $PATH", "why": "is it installed, and in PATH?"},
            {
                "command": "head -n 1 <file> | cat -v",
                "why": "does the interpreter after #! exist? ^M: Windows line breaks",
            },
            {
                "command": "apt-get update && apt-get install <package>",
                "why": "in the container; Alpine: apk add -U <package>",
            },
            {"command": "ldd <file> | grep 'not found'", "why": "missing libraries"},
            {
                "command": "sed -i 's/\\r$//' <script>",
                "why": "removes Windows line breaks: changes the file",
            },
        ),
        "elsewhere": ("Docker: the image does not have the command.",),
    },
    {
        "code": 128,
        "origin": "git",
        "category": "config",
        "description": "git: Fatal error (or an invalid argument to exit)",
        "names": ("git-fatal", "git", "invalid-exit"),
        "causes": (
            "git failed: the branch or tag does not exist, often because a version in the script is empty or outdated.",
            "git failed: the repository is unreachable, or the connection broke during the clone.",
            "git failed: the folder belongs to another user (dubious ownership), or the disk is full.",
        ),
        "fixes": (
            {
                "command": "git ls-remote <url>",
                "why": "does the repository answer, and does the branch or tag exist?",
            },
            {"command": "getent hosts github.com && df -h .", "why": "DNS and free space"},
            {
                "command": "git clone --depth 1 <url>",
                "why": "downloads less if the connection breaks",
            },
            {
                "command": "git config --global --add safe.directory <folder>",
                "why": "for dubious ownership; permanent for your user",
            },
        ),
        "elsewhere": (
            "Old shells: exit with something that is not a number; bash itself exits 2 for that.",
        ),
    },
    {
        "code": 129,
        "origin": "signal",
        "category": "user_aborted",
        "description": "Hangup: the terminal closed (SIGHUP)",
        "names": ("SIGHUP", "hup", "hangup"),
        "causes": (
            "The SSH session or the browser tab with the Shell was closed, or its connection broke.",
        ),
        "fixes": (
            {
                "command": "tmux new -s install",
                "why": "run the installer inside it; apt-get install tmux first",
            },
            {"command": "tmux attach -t install", "why": "reconnects after a disconnect"},
            {"command": "pct list", "why": "on the host: is there an unfinished container?"},
            {
                "command": "pct destroy <CTID>",
                "why": "on the host: deletes the unfinished container and its disk; stop it first",
            },
        ),
        "elsewhere": ("git: wrong usage.",),
        "by_command": ({"programs": GIT, "description": "git: Wrong usage", "category": "config"},),
    },
    {
        "code": 130,
        "origin": "signal",
        "category": "user_aborted",
        "description": "Interrupted with Ctrl+C (SIGINT)",
        "names": ("SIGINT", "ctrl-c", "ctrl+c", "interrupt", "interrupted"),
        "causes": ("The user pressed Ctrl+C.",),
        "fixes": (
            {"advice": "Run the installer again if that was not intended."},
            {"command": "pct list", "why": "on the host: is there an unfinished container?"},
            {
                "command": "pct destroy <CTID>",
                "why": "on the host: deletes the unfinished container and its disk; stop it first",
            },
            {
                "command": "dpkg --configure -a",
                "why": "in the container: finishes an interrupted package installation",
            },
        ),
        "elsewhere": ("Leaving a dialog is not 130: Esc gives 255, Cancel gives 1.",),
    },
    {
        "code": 131,
        "origin": "signal",
        "category": "signal",
        "description": "Quit from the keyboard (SIGQUIT)",
        "names": ("SIGQUIT", "quit"),
        "causes": ("The user pressed Ctrl+\\, or the program was asked for a core dump.",),
        "fixes": ({"advice": "Run the installer again if that was not intended."},),
        "elsewhere": (),
    },
    {
        "code": 132,
        "origin": "signal",
        "category": "signal",
        "description": "Illegal CPU instruction (SIGILL)",
        "names": ("SIGILL", "illegal-instruction", "avx"),
        "causes": (
            "The CPU lacks an instruction the program uses: AVX for MongoDB 5 and later, AI and database software.",
            "The VM hides it: CPU types kvm64, qemu64 and x86-64-v2 have no AVX.",
        ),
        "fixes": (
            {"command": "grep -m1 -o -w avx /proc/cpuinfo", "why": "no output: no AVX here"},
            {
                "command": "qm set <VMID> --cpu host",
                "why": "on the host, for a VM: replaces its CPU type at the next start",
            },
            {
                "command": "lscpu | grep 'Model name'",
                "why": "a container has the host's CPU: use an older version of the program",
            },
        ),
        "elsewhere": (),
    },
    {
        "code": 133,
        "origin": "signal",
        "category": "signal",
        "description": "Trace/breakpoint trap (SIGTRAP)",
        "names": ("SIGTRAP", "trap"),
        "causes": (
            "The program hit a check of its own and stopped: Chromium, Node.js and .NET do this, often when out of memory.",
            "A debugger was expected but not attached.",
        ),
        "fixes": (
            {
                "command": "dmesg | grep -i trap",
                "why": "on the host: which program, at which address?",
            },
            {"command": "free -m", "why": "in the container: was there enough memory?"},
            {"advice": "Update the program; if the error persists, report it with the log."},
        ),
        "elsewhere": (),
    },
    {
        "code": 134,
        "origin": "signal",
        "category": "resource",
        "description": "Aborted itself (SIGABRT / Node.js heap full?)",
        "names": ("SIGABRT", "SIGIOT", "abort", "aborted", "heap", "heap-out-of-memory"),
        "causes": (
            "Node.js reached its heap limit: JavaScript heap out of memory.",
            "The program hit a failed assertion or corrupted memory.",
        ),
        "fixes": (
            {
                "command": "export NODE_OPTIONS=--max-old-space-size=<MB>",
                "why": "heap limit: about 512 MB below the container's memory",
            },
            {
                "command": "pct config <CTID> | grep -E 'memory|swap'",
                "why": "on the host: the current limits in MB",
            },
            {
                "command": "pct set <CTID> --memory <MB>",
                "why": "on the host, for an update: an absolute value: use twice the current one; a lower one kills processes",
            },
            {
                "command": "export var_ram=<MB>",
                "why": "on the host, then start the installer: twice the app's default",
            },
            {
                "command": "journalctl -u <service> -b --no-pager | tail -n 50",
                "why": "the message before the abort",
            },
        ),
        "elsewhere": (),
    },
    {
        "code": 135,
        "origin": "signal",
        "category": "signal",
        "description": "Bus error (SIGBUS)",
        "names": ("SIGBUS", "bus-error"),
        "causes": (
            "A file that the program had mapped into memory became shorter, or its disk is full or failing.",
            "Huge pages or shared memory (/dev/shm) ran out: PostgreSQL and browsers use them.",
        ),
        "fixes": (
            {"command": "df -h / /dev/shm /tmp", "why": "free space"},
            {"command": "dmesg | tail -n 30", "why": "on the host: I/O or memory errors?"},
            {"command": "grep -i huge /proc/meminfo", "why": "are huge pages free?"},
        ),
        "elsewhere": (),
    },
    {
        "code": 136,
        "origin": "signal",
        "category": "signal",
        "description": "Floating point exception (SIGFPE)",
        "names": ("SIGFPE", "divide-by-zero"),
        "causes": ("The program divided by zero: a bug, or a configuration value of 0.",),
        "fixes": (
            {
                "command": "journalctl -u <service> -b --no-pager | tail -n 50",
                "why": "the last messages before the crash",
            },
            {"advice": "Update the program; if the error persists, report it with the log."},
        ),
        "elsewhere": (),
    },
    {
        "code": 137,
        "origin": "signal",
        "category": "resource",
        "description": "Killed (SIGKILL / Out of memory?)",
        "names": ("SIGKILL", "oom", "oom-killer", "out-of-memory", "killed"),
        "causes": (
            "The kernel's out-of-memory killer ended the process: the container or the host ran out of memory.",
            "Building needs more memory than running: Node.js, Rust and Go builds often need 4 GB or more.",
            "Somebody stopped the container, or killed the process with kill -9.",
        ),
        "fixes": (
            {
                "command": "journalctl -k --since -1h | grep -i -E 'out of memory|oom'",
                "why": "on the host: was it the OOM killer?",
            },
            {"command": "free -m", "why": "on the host: is there enough memory at all?"},
            {
                "command": "pct config <CTID> | grep -E 'memory|swap'",
                "why": "on the host: the current limits in MB",
            },
            {
                "command": "pct set <CTID> --memory <MB>",
                "why": "on the host, for an update: an absolute value: use twice the current one; a lower one kills processes",
            },
            {
                "command": "export var_ram=<MB>",
                "why": "on the host, then start the installer: twice the app's default",
            },
            {
                "advice": "A failed container is removed by default: its retry menu offers more memory, a new run only the defaults."
            },
        ),
        "elsewhere": ("Any process that receives SIGKILL exits 137, also from timeout -s KILL.",),
    },
    {
        "code": 139,
        "origin": "signal",
        "category": "signal",
        "description": "Segmentation fault (SIGSEGV)",
        "names": ("SIGSEGV", "segfault", "segmentation-fault"),
        "causes": (
            "The program has a bug, or its libraries do not match (mixed releases, musl and glibc).",
            "If different programs crash: faulty or overclocked memory.",
        ),
        "fixes": (
            {
                "command": "dmesg | grep -i segfault",
                "why": "on the host: which program, which library?",
            },
            {
                "command": "apt-get update && apt-get install --reinstall <package>",
                "why": "in the container: restores its files; Alpine: apk fix <package>",
            },
            {"command": "ldd <file>", "why": "are libraries missing, or from elsewhere?"},
            {"advice": "Test the host's memory with memtest86+ if other programs crash too."},
        ),
        "elsewhere": (),
    },
    {
        "code": 141,
        "origin": "signal",
        "category": "signal",
        "description": "Broken pipe (SIGPIPE / The reader went away)",
        "names": ("SIGPIPE", "broken-pipe", "EPIPE"),
        "causes": (
            "In a pipe, the reader ended before the writer: ... | head or ... | grep -q under pipefail.",
            "The terminal or connection that received the output was closed.",
        ),
        "fixes": (
            {"advice": "Run it again: it is usually harmless and depends on timing."},
            {
                "advice": "Report it with the command: the script should not fail because a reader ends early."
            },
        ),
        "elsewhere": (),
    },
    {
        "code": 143,
        "origin": "signal",
        "category": "user_aborted",
        "description": "Terminated (SIGTERM)",
        "names": ("SIGTERM", "term", "terminated"),
        "causes": (
            "Somebody stopped the process: kill, systemctl stop, or a shutdown of the container or host.",
            "A time limit ended it.",
        ),
        "fixes": (
            {"advice": "Run the installer again if that was not intended."},
            {
                "command": "journalctl -b --no-pager | tail -n 50",
                "why": "was something stopped or shut down at that time?",
            },
            {
                "command": "dpkg --configure -a",
                "why": "in the container: finishes an interrupted package installation",
            },
        ),
        "elsewhere": ("Java programs exit 143 on every normal stop.",),
    },
    {
        "code": 144,
        "origin": "signal",
        "category": "signal",
        "description": "Ended by signal 16 (SIGSTKFLT / SIGUSR1 on some systems)",
        "names": ("SIGSTKFLT",),
        "causes": (
            "Another program sent signal 16, which the Linux kernel itself never sends.",
            "The program chose this number as its exit code.",
        ),
        "fixes": (
            {
                "command": "journalctl -b --no-pager | tail -n 50",
                "why": "what happened at that time?",
            },
            {"advice": "Run it again; if the error persists, report it with the log."},
        ),
        "elsewhere": ("SIGUSR1 is signal 10 on PCs and ARM (138); it is 16 only on MIPS.",),
    },
    {
        "code": 145,
        "origin": "signal",
        "category": "signal",
        "description": "Child exited (SIGCHLD)",
        "names": ("SIGCHLD",),
        "causes": (
            "The program chose this number as its exit code: SIGCHLD is ignored by default and ends no process.",
        ),
        "fixes": ({"advice": "Read the lines above the error, and the program's manual."},),
        "elsewhere": (),
    },
    {
        "code": 146,
        "origin": "signal",
        "category": "signal",
        "description": "Ended by signal 18 (SIGCONT / SIGTSTP on some systems)",
        "names": ("SIGCONT",),
        "causes": (
            "The program chose this number as its exit code: signal 18 (SIGCONT) ends no process on PCs.",
        ),
        "fixes": (
            {
                "command": "journalctl -b --no-pager | tail -n 50",
                "why": "what happened at that time?",
            },
            {"advice": "Run it again; if the error persists, report it with the log."},
        ),
        "elsewhere": ("SIGTSTP (Ctrl+Z) is signal 20 on PCs and ARM (148).",),
    },
    {
        "code": 147,
        "origin": "signal",
        "category": "signal",
        "description": "Stopped (signal) (SIGSTOP)",
        "names": ("SIGSTOP",),
        "causes": ("The process was stopped, not ended: it waits to be continued.",),
        "fixes": (
            {"command": "jobs -l", "why": "in the same shell: lists stopped jobs"},
            {"command": "fg", "why": "continues the stopped job in the foreground"},
        ),
        "elsewhere": (),
    },
    {
        "code": 148,
        "origin": "signal",
        "category": "signal",
        "description": "Stopped (SIGTSTP)",
        "names": ("SIGTSTP", "ctrl-z", "ctrl+z"),
        "causes": ("The user pressed Ctrl+Z: the process was stopped, not ended.",),
        "fixes": (
            {"command": "jobs -l", "why": "in the same shell: lists stopped jobs"},
            {"command": "fg", "why": "continues the stopped job in the foreground"},
        ),
        "elsewhere": (),
    },
    {
        "code": 149,
        "origin": "signal",
        "category": "signal",
        "description": "Stopped (tty input) (SIGTTIN)",
        "names": ("SIGTTIN",),
        "causes": (
            "A background process tried to read from the terminal: it was stopped, not ended.",
        ),
        "fixes": (
            {"command": "jobs -l", "why": "in the same shell: lists stopped jobs"},
            {
                "command": "fg",
                "why": "continues the stopped job in the foreground, where it can read",
            },
        ),
        "elsewhere": (),
    },
    {
        "code": 150,
        "origin": "systemd",
        "category": "service",
        "description": "systemd: Service failed to start",
        "names": ("service-failed",),
        "causes": (
            "A build or an installation step of a script failed (uv, Composer, a swap file): most uses of 150 are this.",
            "The configuration of a service has an error, or a file or database it needs is missing.",
            "The port is already in use, or the unit's sandboxing needs nesting.",
        ),
        "fixes": (
            {
                "advice": "Read the lines above the error: they name the step or the service that failed."
            },
            {
                "command": "systemctl --failed",
                "why": "is it a service at all? Alpine: rc-status --crashed",
            },
            {
                "command": "journalctl -u <service> -b --no-pager | tail -n 50",
                "why": "the reason is usually in the last lines",
            },
            {"command": "ss -ltnp", "why": "is the port in use? Alpine: netstat -ltnp"},
            {
                "command": "systemctl restart <service>",
                "why": "after the fix; Alpine: rc-service <service> restart",
            },
            {
                "command": "pct config <CTID> | grep features",
                "why": "on the host: does a unit with sandboxing lack nesting=1?",
            },
            {
                "command": "pct set <CTID> --features <old>,nesting=1",
                "why": "on the host: replaces the line, so repeat what it has; nesting exposes the host's /proc and /sys",
            },
        ),
        "elsewhere": (
            "SIGTTOU is signal 22: a background process that wrote to the terminal was stopped.",
        ),
    },
    {
        "code": 151,
        "origin": "systemd",
        "category": "service",
        "description": "systemd: Unit not found",
        "names": ("unit-not-found",),
        "causes": ("The service is not installed in this container, or has another name.",),
        "fixes": (
            {
                "command": "systemctl list-unit-files | grep -i <service>",
                "why": "the installed units; Alpine: rc-service --list",
            },
            {"command": "systemctl daemon-reload", "why": "makes systemd read new unit files"},
        ),
        "elsewhere": (
            "systemctl itself exits 4 or 5 for this. SIGURG is signal 23, which ends no process.",
        ),
    },
    {
        "code": 152,
        "origin": "service",
        "category": "permission",
        "description": "Service: Permission denied (EACCES)",
        "names": ("EACCES",),
        "causes": (
            "The service's user may not open a file, folder or device.",
            "An unprivileged container does not map the owner of a bind mount (shown as nobody).",
        ),
        "fixes": (
            {
                "command": "systemctl show -p User -p Group <service>",
                "why": "which user does it run as?",
            },
            {"command": "ls -ld <folder> <file>", "why": "who owns them, with which permissions?"},
            {
                "command": "pct config <CTID> | grep -E 'mp[0-9]|dev[0-9]|unprivileged'",
                "why": "on the host: mount points and devices",
            },
        ),
        "elsewhere": ("Also SIGXCPU: the process exceeded its CPU time limit (ulimit -t).",),
    },
    {
        "code": 153,
        "origin": "build",
        "category": "service",
        "description": "Build: Compile failed (make, gcc, cmake)",
        "names": ("compile", "make", "gcc", "cmake"),
        "causes": (
            "A library or header is missing, or the compiler has the wrong version.",
            "Out of memory during the build: look for Killed in the log.",
        ),
        "fixes": (
            {
                "command": "grep -n -i -m5 -E 'error|killed' <log>",
                "why": "the first error is the cause of the others",
            },
            {
                "command": "apt-get install build-essential cmake pkg-config",
                "why": "Alpine: apk add build-base cmake pkgconf",
            },
            {"command": "make -j1", "why": "one job at a time needs less memory"},
            {
                "command": "export var_ram=<MB>",
                "why": "on the host, then start the installer: twice the app's default",
            },
        ),
        "elsewhere": (
            "make itself exits 2. Also SIGXFSZ: a file exceeded the size limit (ulimit -f).",
        ),
    },
    {
        "code": 154,
        "origin": "node",
        "category": "service",
        "programs": (),
        "description": "Node.js: Native addon failed to build (node-gyp)",
        "names": ("node-gyp", "native-addon"),
        "causes": (
            "The build tools are missing: compiler, make or Python.",
            "The addon does not support this version of Node.js, or memory ran out during the build.",
        ),
        "fixes": (
            {
                "command": "apt-get install build-essential python3",
                "why": "in the container; Alpine: apk add build-base python3",
            },
            {"command": "node --version", "why": "does the app support it?"},
            {
                "command": "export var_ram=<MB>",
                "why": "on the host, then start the installer: twice the app's default",
            },
        ),
        "elsewhere": ("npm itself exits 1 for this.",),
    },
    {
        "code": 156,
        "origin": "signal",
        "category": "signal",
        "description": "Window changed (SIGWINCH)",
        "names": ("SIGWINCH",),
        "causes": (
            "The program chose this number as its exit code: SIGWINCH is ignored by default and ends no process.",
        ),
        "fixes": ({"advice": "Read the lines above the error, and the program's manual."},),
        "elsewhere": (),
    },
    {
        "code": 159,
        "origin": "signal",
        "category": "signal",
        "description": "Bad system call (SIGSYS)",
        "names": ("SIGSYS", "seccomp"),
        "causes": (
            "The container's seccomp filter blocks a system call that the program uses.",
            "The program was built for a newer kernel, or for another architecture.",
        ),
        "fixes": (
            {
                "command": "dmesg | grep -i -E 'seccomp|audit'",
                "why": "on the host: which program, which system call?",
            },
            {
                "command": "systemctl cat <service> | grep -i SystemCall",
                "why": "does the unit itself restrict system calls?",
            },
            {
                "command": "pct config <CTID> | grep features",
                "why": "on the host: nesting and keyctl allow more system calls",
            },
        ),
        "elsewhere": (),
    },
    {
        "code": 160,
        "origin": "python",
        "category": "dependency",
        "description": "Python: Virtual environment or uv missing or broken",
        "names": ("venv", "virtualenv", "uv"),
        "causes": (
            "The environment belongs to a Python that was upgraded or removed, or its folder was moved.",
            "uv or python3-venv is not installed.",
        ),
        "fixes": (
            {"command": "ls -l <folder>/.venv/bin/python", "why": "a broken link?"},
            {
                "command": "mv <folder>/.venv <folder>/.venv.old && uv venv <folder>/.venv",
                "why": "creates a new environment; then install the app's packages again",
            },
        ),
        "elsewhere": (),
    },
    {
        "code": 161,
        "origin": "python",
        "category": "dependency",
        "description": "Python: Dependencies cannot be resolved",
        "names": ("pip", "resolution"),
        "causes": (
            "Two packages need incompatible versions, or none supports this version of Python.",
            "PyPI was unreachable.",
        ),
        "fixes": (
            {
                "command": "uv pip check --python <folder>/.venv/bin/python",
                "why": "conflicts among the installed packages",
            },
            {
                "command": "uv python install <version>",
                "why": "installs the Python version that the app requires",
            },
            {
                "command": "curl -sSI https://pypi.org/simple/ | head -n 1",
                "why": "is PyPI reachable?",
            },
        ),
        "elsewhere": ("pip itself exits 1, uv 1 or 2.",),
    },
    {
        "code": 162,
        "origin": "python",
        "category": "dependency",
        "description": "Python: Install refused (permissions, or externally managed)",
        "names": ("externally-managed", "pep-668"),
        "causes": (
            "pip was to install into the system's Python, which Debian 12, Ubuntu 23.04 and later refuse (PEP 668).",
            "The packages folder is not writable.",
        ),
        "fixes": (
            {
                "command": "python3 -m venv <folder>/.venv && <folder>/.venv/bin/pip install <package>",
                "why": "installs it into an environment of its own",
            },
            {
                "command": "apt-get install python3-<package>",
                "why": "the packaged version, if there is one",
            },
        ),
        "elsewhere": (),
    },
    {
        "code": 170,
        "origin": "postgresql",
        "category": "database",
        "description": "PostgreSQL: Cannot connect",
        "names": ("pg-connect",),
        "causes": (
            "The server is not running or still starting, or its disk is full.",
            "Wrong host, port or socket.",
        ),
        "fixes": (
            {
                "command": "pg_lsclusters",
                "why": "Debian: is the cluster online, and on which port?",
            },
            {"command": "tail -n 50 /var/log/postgresql/*.log", "why": "why it does not start"},
            {
                "command": "systemctl restart postgresql && pg_isready",
                "why": "Alpine: rc-service postgresql restart",
            },
        ),
        "elsewhere": ("psql itself exits 2 for this.",),
    },
    {
        "code": 171,
        "origin": "postgresql",
        "category": "database",
        "description": "PostgreSQL: Authentication failed",
        "names": ("pg-auth",),
        "causes": (
            "Wrong user or password in the app's configuration.",
            "No line of pg_hba.conf admits this user from that address.",
        ),
        "fixes": (
            {"command": "su - postgres -c \"psql -c '\\du'\"", "why": "does the user exist?"},
            {
                "command": "su - postgres -c \"psql -tAc 'SHOW hba_file'\"",
                "why": "the file with the rules",
            },
            {
                "command": "su - postgres -c \"psql -c '\\password <user>'\"",
                "why": "sets a new password: locks the app out until its configuration has it too",
            },
        ),
        "elsewhere": ("psql itself exits 2 for this.",),
    },
    {
        "code": 172,
        "origin": "postgresql",
        "category": "database",
        "description": "PostgreSQL: Database does not exist",
        "names": ("pg-database",),
        "causes": (
            "The installer stopped before it created the database, or the configuration has another name.",
            "A new major version started an empty cluster next to the old one.",
        ),
        "fixes": (
            {"command": "su - postgres -c 'psql -l'", "why": "lists the databases"},
            {
                "command": "pg_lsclusters",
                "why": "two clusters after an upgrade? Your data may be on the other port",
            },
        ),
        "elsewhere": ("psql itself exits 2 for this.",),
    },
    {
        "code": 173,
        "origin": "postgresql",
        "category": "database",
        "description": "PostgreSQL: Fatal error in a query",
        "names": ("pg-query",),
        "causes": (
            "A migration failed: missing extension or privilege, or the table already exists.",
        ),
        "fixes": (
            {"command": "tail -n 50 /var/log/postgresql/*.log", "why": "the query and the reason"},
            {
                "advice": "If the app no longer starts, restore the backup or snapshot from before the update."
            },
        ),
        "elsewhere": ("psql itself exits 3 for an error in a script with ON_ERROR_STOP.",),
    },
    {
        "code": 180,
        "origin": "mysql",
        "category": "database",
        "description": "MySQL/MariaDB: Cannot connect",
        "names": ("mariadb-connect", "mysql-connect"),
        "causes": (
            "The server is not running or still starting, or its disk is full.",
            "Wrong socket, host or port.",
        ),
        "fixes": (
            {
                "command": "journalctl -u mariadb -b --no-pager | tail -n 50",
                "why": "why it does not start",
            },
            {
                "command": "systemctl restart mariadb && mariadb-admin ping",
                "why": "Alpine: rc-service mariadb restart",
            },
        ),
        "elsewhere": ("mysql and mariadb themselves exit 1.",),
    },
    {
        "code": 181,
        "origin": "mysql",
        "category": "database",
        "description": "MySQL/MariaDB: Authentication failed",
        "names": ("mariadb-auth", "mysql-auth"),
        "causes": (
            "Wrong user or password in the app's configuration, or the user exists only for another host.",
            "root can log in only as root of the container, without a password (unix_socket).",
        ),
        "fixes": (
            {
                "command": "mariadb -e 'SELECT User, Host, plugin FROM mysql.user'",
                "why": "as root in the container: lists the users",
            },
            {
                "command": "mariadb -e \"ALTER USER '<user>'@'localhost' IDENTIFIED BY '<password>'\"",
                "why": "locks the app out until its configuration has the new password",
            },
        ),
        "elsewhere": ("mysql and mariadb themselves exit 1.",),
    },
    {
        "code": 182,
        "origin": "mysql",
        "category": "database",
        "description": "MySQL/MariaDB: Database does not exist",
        "names": ("mariadb-database", "mysql-database"),
        "causes": (
            "The installer stopped before it created the database, or the configuration has another name.",
        ),
        "fixes": (
            {
                "command": "mariadb -e 'SHOW DATABASES'",
                "why": "as root in the container: lists the databases",
            },
        ),
        "elsewhere": ("mysql and mariadb themselves exit 1.",),
    },
    {
        "code": 183,
        "origin": "mysql",
        "category": "database",
        "description": "MySQL/MariaDB: Fatal error in a query",
        "names": ("mariadb-query", "mysql-query"),
        "causes": (
            "A migration failed: missing privilege, wrong SQL mode, or the table already exists.",
            "The tables are from an older server version, or damaged.",
        ),
        "fixes": (
            {"command": "mariadb-check --all-databases", "why": "checks the tables"},
            {
                "command": "mariadb-upgrade",
                "why": "after a server upgrade: changes the system tables, so make a backup first",
            },
        ),
        "elsewhere": ("mysql and mariadb themselves exit 1.",),
    },
    {
        "code": 190,
        "origin": "mongodb",
        "category": "database",
        "description": "MongoDB: Cannot connect",
        "names": ("mongo-connect",),
        "causes": ("mongod is not running: MongoDB 5 and later need a CPU with AVX.",),
        "fixes": (
            {
                "command": "systemctl status mongod --no-pager",
                "why": "signal=ILL: the CPU has no AVX",
            },
            {"command": "tail -n 50 /var/log/mongodb/mongod.log", "why": "why it does not start"},
        ),
        "elsewhere": ("mongosh itself exits 1.",),
    },
    {
        "code": 191,
        "origin": "mongodb",
        "category": "database",
        "description": "MongoDB: Authentication failed",
        "names": ("mongo-auth",),
        "causes": ("Wrong user, password or authentication database in the connection string.",),
        "fixes": (
            {
                "command": "mongosh -u <user> -p --authenticationDatabase admin",
                "why": "prompts for the password",
            },
            {
                "advice": "Correct the connection string in the app's configuration: ...?authSource=admin"
            },
        ),
        "elsewhere": ("mongosh itself exits 1.",),
    },
    {
        "code": 192,
        "origin": "mongodb",
        "category": "database",
        "description": "MongoDB: Database not found",
        "names": ("mongo-database",),
        "causes": (
            "The installer stopped before it filled the database, or the connection string has another name.",
        ),
        "fixes": (
            {
                "command": "mongosh --eval 'db.adminCommand({ listDatabases: 1, nameOnly: true })'",
                "why": "lists the databases; names are case-sensitive",
            },
        ),
        "elsewhere": ("mongosh itself exits 1.",),
    },
    {
        "code": 193,
        "origin": "mongodb",
        "category": "database",
        "description": "MongoDB: Fatal error in a query",
        "names": ("mongo-query",),
        "causes": (
            "A migration failed, the disk is full, or this mongod is too new for the data.",
        ),
        "fixes": (
            {
                "command": "tail -n 50 /var/log/mongodb/mongod.log",
                "why": "the query and the reason",
            },
            {"advice": "Upgrade one major version at a time: MongoDB cannot skip any."},
        ),
        "elsewhere": ("mongosh itself exits 1.",),
    },
    {
        "code": 200,
        "origin": "proxmox",
        "category": "proxmox",
        "description": "Proxmox: Lock file cannot be created",
        "names": ("lock-file",),
        "causes": (
            "/tmp on the host is full, read-only or not writable.",
            "Another user owns an old lock file.",
        ),
        "fixes": (
            {"command": "df -h /tmp && df -i /tmp", "why": "on the host: free space and inodes"},
            {
                "command": "ls -ld /tmp /tmp/template.*.lock",
                "why": "/tmp must be drwxrwxrwt and owned by root",
            },
            {
                "command": "ps -ef | grep -E '[p]ct create|[p]veam download'",
                "why": "does another installer still use the lock?",
            },
        ),
        "elsewhere": ("systemd: status=200/CHDIR, the working directory of a service is missing.",),
    },
    {
        "code": 203,
        "origin": "proxmox",
        "category": "config",
        "description": "Proxmox: CTID not set",
        "names": ("no-ctid",),
        "causes": (
            "The script that creates the container was called without an ID, usually because it was run on its own.",
        ),
        "fixes": (
            {"advice": "Start the app's installer (ct/<app>.sh), not one of its parts."},
            {
                "command": "export CTID=<CTID>",
                "why": "if you call it yourself; pvesh get /cluster/nextid prints a free ID",
            },
        ),
        "elsewhere": (
            "systemd: status=203/EXEC, the program of a service is missing or not executable.",
        ),
    },
    {
        "code": 204,
        "origin": "proxmox",
        "category": "config",
        "description": "Proxmox: PCT_OSTYPE not set",
        "names": ("no-ostype",),
        "causes": (
            "The script that creates the container was called without an operating system, usually on its own.",
        ),
        "fixes": (
            {"advice": "Start the app's installer (ct/<app>.sh), not one of its parts."},
            {
                "command": "export PCT_OSTYPE=debian PCT_OSVERSION=13",
                "why": "if you call it yourself",
            },
        ),
        "elsewhere": (),
    },
    {
        "code": 205,
        "origin": "proxmox",
        "category": "config",
        "description": "Proxmox: CTID below 100",
        "names": ("invalid-ctid",),
        "causes": ("Proxmox VE reserves the IDs below 100.",),
        "fixes": (
            {
                "command": "pvesh get /cluster/nextid",
                "why": "the next free ID: use it or a higher one",
            },
        ),
        "elsewhere": (),
    },
    {
        "code": 206,
        "origin": "proxmox",
        "category": "config",
        "description": "Proxmox: CTID already in use",
        "names": ("ctid-in-use",),
        "causes": (
            "A container or VM has this ID, here or on another node: IDs are unique in the whole cluster.",
        ),
        "fixes": (
            {"command": "pvesh get /cluster/nextid", "why": "a free ID"},
            {"command": "pvesh get /cluster/resources --type vm", "why": "who uses it?"},
            {"advice": "Choose another ID in advanced mode, or unset var_ctid if you set it."},
        ),
        "elsewhere": (),
    },
    {
        "code": 207,
        "origin": "proxmox",
        "category": "config",
        "description": "Proxmox: Password has special characters that are not escaped",
        "names": ("password",),
        "causes": (
            "On arm64: no template is known for this system and version, or its folder cannot be created.",
            "Old scripts: the root password has characters that are special to the shell, such as spaces, quotes or $.",
        ),
        "fixes": (
            {
                "command": "dpkg --print-architecture",
                "why": "arm64: choose another version of the operating system in advanced mode",
            },
            {"command": "df -h /var/lib/vz", "why": "arm64: is there space for the template?"},
            {
                "advice": "Old scripts: use only letters, digits, - and _ in the password, and change it afterwards."
            },
        ),
        "elsewhere": (),
    },
    {
        "code": 208,
        "origin": "proxmox",
        "category": "config",
        "description": "Proxmox: Invalid configuration (DNS, MAC or network format)",
        "names": ("network-format", "mac"),
        "causes": (
            "On arm64: the template could not be downloaded, or has an unexpected layout.",
            "Old scripts: an address lacks its prefix (/24), the gateway has one, or the MAC or DNS address is mistyped.",
        ),
        "fixes": (
            {
                "command": "dpkg --print-architecture",
                "why": "arm64: run it again; the message names the address of the template",
            },
            {"command": "df -h /var/lib/vz", "why": "arm64: is there space for the template?"},
            {
                "command": "cat /usr/local/community-scripts/default.vars",
                "why": "old scripts: are var_net, var_gateway, var_mac and var_ns right?",
            },
            {
                "advice": "Address: 192.168.1.50/24 or dhcp; gateway: 192.168.1.1; MAC: BC:24:11:00:00:01; DNS: 1.1.1.1"
            },
        ),
        "elsewhere": (),
    },
    {
        "code": 209,
        "origin": "proxmox",
        "category": "proxmox",
        "description": "Proxmox: Container could not be created",
        "names": ("pct-create",),
        "causes": (
            "pct create failed: storage full or wrong, option not accepted, or template damaged.",
            "The storage is offline, or another task uses the same ID.",
            "pve-container is too old for this operating system.",
        ),
        "fixes": (
            {
                "command": "ls -t /tmp/pct_create_* | head -n 1 | xargs tail -n 30",
                "why": "on the host: the output of pct create",
            },
            {"command": "pvesm status", "why": "is the storage active, with enough space?"},
            {
                "command": "pveam remove <storage>:vztmpl/<template>",
                "why": "deletes the template; the installer downloads it again",
            },
            {
                "command": "apt-get update && apt-get dist-upgrade",
                "why": "on the host, if pve-container is too old; answer no if it would remove proxmox-ve",
            },
        ),
        "elsewhere": ("systemd: status=209/STDOUT, the log file of a service cannot be opened.",),
    },
    {
        "code": 210,
        "origin": "proxmox",
        "category": "proxmox",
        "description": "Proxmox: Cluster has no quorum",
        "names": ("quorum", "not-quorate"),
        "causes": (
            "Too few nodes of the cluster are online, so /etc/pve is read-only.",
            "The cluster network has problems, or a two-node cluster has no QDevice.",
        ),
        "fixes": (
            {"command": "pvecm status", "why": "Quorate must be Yes; which nodes are missing?"},
            {"advice": "Start the missing nodes, or fix the network between them."},
            {
                "command": "journalctl -u corosync -u pve-cluster -b --no-pager | tail -n 50",
                "why": "why nodes cannot reach each other",
            },
            {
                "command": "pvecm expected 1",
                "why": "dangerous: only on the last node, when all others are certainly off",
            },
        ),
        "elsewhere": (),
    },
    {
        "code": 211,
        "origin": "proxmox",
        "category": "timeout",
        "description": "Proxmox: Waited too long for the template lock",
        "names": ("template-lock",),
        "causes": (
            "Another installer is downloading or unpacking the same template.",
            "An interrupted installer still holds the lock.",
        ),
        "fixes": (
            {"advice": "Wait until the other installation has finished, then run it again."},
            {
                "command": "ps -ef | grep -E '[p]ct create|[p]veam download'",
                "why": "on the host: is one of them stuck?",
            },
        ),
        "elsewhere": (),
    },
    {
        "code": 212,
        "origin": "proxmox",
        "category": "proxmox",
        "description": "Proxmox: Storage type takes VMs only (iscsidirect)",
        "names": ("iscsidirect",),
        "causes": (
            "The storage passes its iSCSI disks only to VMs; containers need a file system or block device on the host.",
        ),
        "fixes": (
            {
                "command": "pvesm status --content rootdir",
                "why": "storages for containers: choose one of them",
            },
            {
                "advice": "If it has to be iSCSI, use type iscsi with LVM on top: LVM supports containers."
            },
        ),
        "elsewhere": (),
    },
    {
        "code": 213,
        "origin": "proxmox",
        "category": "proxmox",
        "description": "Proxmox: Storage does not take containers (rootdir content)",
        "names": ("rootdir",),
        "causes": (
            "The content type Container is not enabled for this storage.",
            "/etc/pve is not mounted, so the storage configuration cannot be read.",
            "Its type does not support containers: iSCSI and ZFS over iSCSI are for VMs.",
        ),
        "fixes": (
            {
                "command": "systemctl status pve-cluster --no-pager",
                "why": "is /etc/pve mounted? If not, this service has failed",
            },
            {
                "command": "pvesm status --content rootdir",
                "why": "storages for containers: choose one of them",
            },
            {
                "command": "pvesm set <storage> --content images,rootdir",
                "why": "replaces the whole list: include the types it has now",
            },
        ),
        "elsewhere": (),
    },
    {
        "code": 214,
        "origin": "proxmox",
        "category": "storage",
        "description": "Proxmox: Not enough storage space",
        "names": ("no-space", "disk-full", "storage-full"),
        "causes": (
            "The storage has less free space than the container's disk needs.",
            "Old backups, templates, ISO images or snapshots fill it.",
        ),
        "fixes": (
            {"command": "pvesm status", "why": "free space of each storage: choose another one"},
            {"advice": "Choose a smaller disk in advanced mode."},
            {
                "command": "pvesm list <storage>",
                "why": "which old backups, templates and disks can you delete?",
            },
            {"command": "lvs", "why": "LVM thin: Data% of the pool; with ZFS: zfs list -o space"},
        ),
        "elsewhere": (),
    },
    {
        "code": 215,
        "origin": "proxmox",
        "category": "proxmox",
        "description": "Proxmox: Container created but not listed (ghost)",
        "names": ("ghost",),
        "causes": (
            "The container was created, but its configuration is not in /etc/pve: no quorum, or a pve-cluster problem.",
        ),
        "fixes": (
            {
                "command": "ls /etc/pve/nodes/*/lxc/",
                "why": "is <CTID>.conf there, maybe on another node?",
            },
            {
                "command": "systemctl status pve-cluster --no-pager && pvecm status",
                "why": "is /etc/pve available, and the cluster quorate?",
            },
            {"command": "pvesm list <storage> --vmid <CTID>", "why": "leftover disks"},
            {
                "command": "pvesm free <volume>",
                "why": "deletes a leftover disk: first make sure that no guest uses it",
            },
        ),
        "elsewhere": (),
    },
    {
        "code": 216,
        "origin": "proxmox",
        "category": "proxmox",
        "description": "Proxmox: Configuration has no rootfs entry",
        "names": ("rootfs",),
        "causes": (
            "The storage could not create the disk, or the creation of the container was interrupted.",
        ),
        "fixes": (
            {"command": "pct config <CTID>", "why": "is there a rootfs line?"},
            {"command": "pvesm status", "why": "is the storage active, with enough space?"},
            {
                "command": "pct destroy <CTID>",
                "why": "deletes the container and its disks; then run the installer again",
            },
        ),
        "elsewhere": ("systemd: status=216/GROUP, the group of a service does not exist.",),
    },
    {
        "code": 217,
        "origin": "proxmox",
        "category": "storage",
        "description": "Proxmox: Storage not accessible",
        "names": ("storage-offline",),
        "causes": (
            "The server of the storage (NFS, SMB, Ceph) is off or unreachable, or its password has changed.",
            "The storage is disabled, or restricted to other nodes.",
        ),
        "fixes": (
            {"command": "pvesm status --storage <storage>", "why": "is it active?"},
            {
                "command": "pvesm scan nfs <server>",
                "why": "does the NFS server answer? For SMB: pvesm scan cifs <server>",
            },
            {"command": "ping -c 3 <server>", "why": "is the server reachable?"},
            {"command": "ceph -s", "why": "for Ceph (RBD): is the cluster healthy?"},
            {
                "command": "journalctl -u pvestatd -b --no-pager | tail -n 20",
                "why": "why the storage is inactive",
            },
        ),
        "elsewhere": (
            "npm: ENOTEMPTY, a folder in node_modules is not empty. systemd: status=217/USER, the user of a service does not exist.",
        ),
        "by_command": (
            {
                "programs": NPM,
                "description": "npm: Folder not empty (ENOTEMPTY)",
                "category": "storage",
                "fixes": (
                    {
                        "command": "mv node_modules node_modules.old && npm ci",
                        "why": "in the app's folder: installs everything again; needs package-lock.json",
                    },
                ),
            },
        ),
    },
    {
        "code": 218,
        "origin": "proxmox",
        "category": "proxmox",
        "description": "Proxmox: Template file corrupt or incomplete",
        "names": ("template-corrupt",),
        "causes": ("The download of the template was interrupted, or the disk was full.",),
        "fixes": (
            {"command": "df -h /var/lib/vz", "why": "free space of the storage local"},
            {
                "command": "pveam remove <storage>:vztmpl/<template>",
                "why": "deletes the template; the installer downloads it again",
            },
        ),
        "elsewhere": (
            "systemd: status=218/CAPABILITIES, a service needs capabilities that the container does not have.",
        ),
    },
    {
        "code": 219,
        "origin": "proxmox",
        "category": "storage",
        "description": "Proxmox: CephFS cannot hold containers (RBD can)",
        "names": ("cephfs",),
        "causes": ("CephFS stores backups, ISO images, templates and snippets, but no disks.",),
        "fixes": (
            {
                "command": "pvesm status --content rootdir",
                "why": "storages for containers: choose one of them",
            },
            {"advice": "Add an RBD storage of the same Ceph cluster for containers and VMs."},
        ),
        "elsewhere": (),
    },
    {
        "code": 220,
        "origin": "proxmox",
        "category": "proxmox",
        "description": "Proxmox: Template path cannot be resolved",
        "names": ("template-path",),
        "causes": ("The template's storage is offline, or there is no template of that name.",),
        "fixes": (
            {
                "command": "pveam update && pveam available --section system",
                "why": "updates and lists the available templates",
            },
            {"command": "pveam list <storage>", "why": "those already downloaded"},
            {"command": "pvesm path <storage>:vztmpl/<template>", "why": "where the file is"},
            {"command": "pvesm status --content vztmpl", "why": "is the storage active?"},
        ),
        "elsewhere": (),
    },
    {
        "code": 221,
        "origin": "proxmox",
        "category": "proxmox",
        "description": "Proxmox: Template file not readable",
        "names": ("template-unreadable",),
        "causes": (
            "The file has wrong permissions, or the share maps root to another user (NFS root_squash).",
        ),
        "fixes": (
            {"command": "pvesm path <storage>:vztmpl/<template>", "why": "where the file is"},
            {"command": "ls -l <file>", "why": "on the host: may root read it?"},
            {"command": "chmod 644 <file>", "why": "on the host: lets everybody read the template"},
            {"advice": "Keep templates on the storage local if the share does not let root read."},
        ),
        "elsewhere": (),
    },
    {
        "code": 222,
        "origin": "proxmox",
        "category": "proxmox",
        "description": "Proxmox: Template download failed",
        "names": ("template-download",),
        "causes": (
            "The host cannot reach download.proxmox.com: DNS, firewall or proxy.",
            "The storage is full, or a newer version replaced the template.",
        ),
        "fixes": (
            {
                "command": "pveam update && pveam download <storage> <template>",
                "why": "run it by hand to see the reason",
            },
            {"command": "pveam available --section system", "why": "the current names"},
            {"command": "getent hosts download.proxmox.com", "why": "does DNS work on the host?"},
            {"command": "df -h /var/lib/vz", "why": "free space of the storage local"},
        ),
        "elsewhere": (),
    },
    {
        "code": 223,
        "origin": "proxmox",
        "category": "proxmox",
        "description": "Proxmox: Template missing after its download",
        "names": ("template-missing",),
        "causes": (
            "The storage does not show the file: offline, read-only, or without the content type vztmpl.",
        ),
        "fixes": (
            {"command": "pveam list <storage>", "why": "is it there?"},
            {
                "command": "pvesm status --content vztmpl",
                "why": "is the storage active? If not, choose another one",
            },
            {
                "command": "pveam download <storage> <template>",
                "why": "run it by hand to see the reason",
            },
        ),
        "elsewhere": (),
    },
    {
        "code": 224,
        "origin": "proxmox",
        "category": "storage",
        "description": "Proxmox: Backup Server storage holds backups only",
        "names": ("pbs", "backup-server"),
        "causes": ("A Proxmox Backup Server was chosen as the container's storage.",),
        "fixes": (
            {
                "command": "pvesm status --content rootdir",
                "why": "storages for containers: choose one of them",
            },
            {
                "command": "grep -n _storage /usr/local/community-scripts/default.vars",
                "why": "is it set there?",
            },
        ),
        "elsewhere": ("systemd: status=224/PAM, a PAM session of a service failed.",),
    },
    {
        "code": 225,
        "origin": "proxmox",
        "category": "proxmox",
        "description": "Proxmox: No template for this OS and version",
        "names": ("no-template",),
        "causes": (
            "The template list is outdated, or this version is not available yet or any longer.",
        ),
        "fixes": (
            {
                "command": "pveam update && pveam available --section system",
                "why": "updates and lists the available templates",
            },
            {"advice": "Choose a version from that list in advanced mode."},
            {
                "command": "getent hosts download.proxmox.com",
                "why": "does DNS work? The list comes from there",
            },
        ),
        "elsewhere": (
            "systemd: status=225/NETWORK, a service uses PrivateNetwork, which needs nesting (see 150).",
        ),
    },
    {
        "code": 226,
        "origin": "proxmox",
        "category": "proxmox",
        "description": "Proxmox: VM disk import or later VM setup failed",
        "names": ("disk-import", "importdisk"),
        "causes": (
            "The storage has no space or does not accept VM disks (content type images).",
            "The downloaded image is damaged or incomplete.",
        ),
        "fixes": (
            {
                "command": "pvesm status --content images",
                "why": "is the storage active, with enough space?",
            },
            {"command": "qm config <VMID>", "why": "what has been set up already?"},
            {
                "command": "qm disk import <VMID> <image> <storage>",
                "why": "run it by hand to see the reason",
            },
            {"command": "qemu-img check <image>", "why": "for qcow2: is the image complete?"},
            {
                "command": "qm destroy <VMID>",
                "why": "deletes the unfinished VM and its disks; then run the installer again",
            },
        ),
        "elsewhere": (
            "npm: EROFS, read-only file system. systemd: status=226/NAMESPACE, a service uses sandboxing that needs nesting (see 150).",
        ),
        "by_command": (
            {
                "programs": NPM,
                "description": "npm: Read-only file system (EROFS)",
                "category": "storage",
                "fixes": (
                    {
                        "command": "grep ' ro[, ]' /proc/mounts",
                        "why": "lists file systems that are mounted read-only",
                    },
                ),
            },
        ),
    },
    {
        "code": 227,
        "origin": "proxmox",
        "category": "proxmox",
        "description": "Proxmox: Container created but failed to start",
        "names": ("start-failed", "pct-start"),
        "causes": (
            "A passed-through device, mount point, bridge or storage is missing.",
            "pve-container is too old for this operating system, or AppArmor denies something.",
            "The container's configuration has an error.",
        ),
        "fixes": (
            {"command": "pct start <CTID> --debug", "why": "prints the reason"},
            {
                "command": "journalctl -u pve-container@<CTID> -b --no-pager | tail -n 50",
                "why": "messages of the last start",
            },
            {"command": "pct config <CTID>", "why": "do net0, rootfs, mp0 and dev0 all exist?"},
            {
                "command": "apt-get update && apt-get dist-upgrade",
                "why": "on the host, if pve-container is too old; answer no if it would remove proxmox-ve",
            },
        ),
        "elsewhere": ("systemd: status=227/NO_NEW_PRIVILEGES.",),
    },
    {
        "code": 228,
        "origin": "app",
        "category": "storage",
        "description": "App: Disk full (no space left on device)",
        "names": ("ENOSPC", "full-disk"),
        "causes": (
            "The disk of the container is full; npm exits 228 for this (ENOSPC).",
            "The limit of watched files is reached (inotify), which npm also reports as ENOSPC.",
        ),
        "fixes": (
            {
                "command": "df -h / /tmp && df -i / /tmp",
                "why": "in the container: free space and inodes",
            },
            {
                "command": "export var_disk=<GB>",
                "why": "on the host, then start the installer: twice the app's default",
            },
            {
                "command": "pct resize <CTID> rootfs +4G",
                "why": "on the host, for an update: enlarges the disk, which cannot be shrunk later",
            },
            {
                "command": "apt-get clean; npm cache verify",
                "why": "in the container: frees downloaded packages and unused npm data",
            },
        ),
        "elsewhere": (
            "systemd: status=228/SECCOMP, the unit restricts system calls in a way this system does not support.",
        ),
        "by_command": (
            {
                "programs": NPM,
                "description": "npm: No space left on the device (ENOSPC)",
                "category": "storage",
                "fixes": (
                    {
                        "command": "df -h / /tmp && df -i / /tmp",
                        "why": "in the container: free space and inodes",
                    },
                ),
            },
        ),
    },
    {
        "code": 231,
        "origin": "proxmox",
        "category": "proxmox",
        "description": "Proxmox: LXC stack upgrade failed",
        "names": ("lxc-stack",),
        "causes": (
            "The template needs a newer pve-container or lxc-pve, and the upgrade failed or was declined.",
            "Without a subscription, the enterprise repository answers 401.",
        ),
        "fixes": (
            {
                "command": "grep -rn enterprise /etc/apt/sources.list.d/",
                "why": "on the host: without a subscription, use pve-no-subscription",
            },
            {
                "command": "apt-get update && apt-get dist-upgrade",
                "why": "on the host: all of Proxmox VE, never single packages; answer no if it would remove proxmox-ve",
            },
            {"advice": "Choose an older version of the operating system for the container."},
        ),
        "elsewhere": (),
    },
    {
        "code": 232,
        "origin": "tools",
        "category": "config",
        "description": "Tools: Wrong place (run on the Proxmox VE host, not in a container)",
        "names": ("wrong-place",),
        "causes": (
            "The script was started in a container or VM, but only works on the host.",
            "The Perl modules of Proxmox VE do not match after a partial upgrade of the host.",
        ),
        "fixes": (
            {"command": "systemd-detect-virt", "why": "lxc or kvm: you are in a guest"},
            {
                "command": "exit",
                "why": "leaves the container; or use the Shell of the node in the web interface",
            },
            {
                "command": "apt-get update && apt-get dist-upgrade",
                "why": "on the host, after a partial upgrade: then reboot; answer no if it would remove proxmox-ve",
            },
        ),
        "elsewhere": ("npm: EMFILE, too many open files.",),
        "by_command": (
            {
                "programs": NPM,
                "description": "npm: Too many open files (EMFILE)",
                "category": "resource",
                "fixes": ({"command": "ulimit -n", "why": "the limit of open files"},),
            },
        ),
    },
    {
        "code": 233,
        "origin": "tools",
        "category": "config",
        "description": "Tools: Application not installed (nothing to update)",
        "names": ("not-installed",),
        "causes": (
            "The update was started in another container than the app's.",
            "The app was installed in another way, or its folder was moved.",
        ),
        "fixes": (
            {"command": "pct list", "why": "on the host: which container is it?"},
            {"command": "pct enter <CTID>", "why": "then type update"},
            {"command": "ls /opt", "why": "in the container: where most installers put the app"},
        ),
        "elsewhere": (
            "systemd: status=233/RUNTIME_DIRECTORY, the folder of a service in /run cannot be created.",
        ),
    },
    {
        "code": 234,
        "origin": "tools",
        "category": "config",
        "description": "Tools: No LXC containers found",
        "names": ("no-containers",),
        "causes": ("This node has no containers; they may be on another node of the cluster.",),
        "fixes": (
            {"command": "pct list", "why": "the containers of this node"},
            {
                "command": "pvesh get /cluster/resources --type vm",
                "why": "those of the whole cluster",
            },
        ),
        "elsewhere": (),
    },
    {
        "code": 235,
        "origin": "tools",
        "category": "storage",
        "description": "Tools: Backup or restore failed",
        "names": ("backup", "restore"),
        "causes": (
            "The backup storage is full or offline.",
            "There is no backup to restore on that storage or in that folder.",
            "Another or an interrupted backup locks the container.",
        ),
        "fixes": (
            {
                "command": "pvesm status --content backup",
                "why": "is the storage active, with enough space?",
            },
            {
                "command": "pvesm list <storage> --content backup",
                "why": "is there a backup of this container?",
            },
            {
                "command": "vzdump <CTID> --storage <storage> --mode snapshot --compress zstd",
                "why": "run it by hand to see the reason",
            },
            {
                "command": "pct unlock <CTID>",
                "why": "only if the config shows lock: and no backup or task is running",
            },
        ),
        "elsewhere": (),
    },
    {
        "code": 236,
        "origin": "tools",
        "category": "config",
        "description": "Tools: Required hardware not detected",
        "names": ("hardware",),
        "causes": (
            "The CPU has no AVX, which MongoDB 5 and later need; a VM may hide it.",
            "/dev/net/tun or another device is not passed through to the container.",
            "The host does not see the device, or its driver is not loaded.",
        ),
        "fixes": (
            {
                "command": "grep -m1 -o -w avx /proc/cpuinfo",
                "why": "no output: no AVX; a VM needs CPU type host",
            },
            {
                "command": "export var_tun=yes",
                "why": "on the host, then start the installer: /dev/net/tun for the new container",
            },
            {
                "command": "ls -l /dev/net/tun /dev/dri",
                "why": "in the container: the devices it has",
            },
            {
                "command": "lspci -nnk && lsusb",
                "why": "on the host: is the device there, and with which driver?",
            },
            {
                "command": "pct config <CTID> | grep dev",
                "why": "on the host: is the device passed through?",
            },
            {
                "command": "dmesg | grep -i -E 'iommu|dmar|amd-vi'",
                "why": "on the host: is the IOMMU enabled?",
            },
        ),
        "elsewhere": (),
    },
    {
        "code": 237,
        "origin": "tools",
        "category": "dependency",
        "description": "Tools: Dependency packages could not be installed",
        "names": ("dependencies",),
        "causes": (
            "The package manager failed: no network, outdated lists, lock held, or disk full.",
            "The package does not exist in this release.",
        ),
        "fixes": (
            {
                "command": "apt-get update",
                "why": "its errors name the failing repository; Alpine: apk update",
            },
            {
                "command": "dpkg --configure -a",
                "why": "finishes an interrupted installation; Alpine: apk fix",
            },
            {
                "command": "apt-cache policy <package>",
                "why": "is there a version to install? Alpine: apk search <package>",
            },
            {"command": "df -h / /var", "why": "free space"},
            {
                "command": "apt-get install --fix-broken",
                "why": "in the container, not on the host: may remove packages; read the list before you confirm",
            },
        ),
        "elsewhere": (
            "systemd: status=237/KEYRING, the kernel refuses a key ring: an unprivileged container needs keyctl=1 (see 125).",
        ),
    },
    {
        "code": 238,
        "origin": "tools",
        "category": "config",
        "description": "Tools: OS or distribution not supported by the addon",
        "names": ("unsupported-os",),
        "causes": (
            "The addon supports only certain systems, usually Debian, Ubuntu and sometimes Alpine.",
        ),
        "fixes": (
            {"command": "cat /etc/os-release", "why": "which system is this?"},
            {"advice": "Install the addon in a container with a supported system."},
        ),
        "elsewhere": (
            "systemd: status=238/STATE_DIRECTORY, the folder of a service in /var/lib cannot be created.",
        ),
    },
    {
        "code": 239,
        "origin": "node",
        "category": "runtime",
        "programs": (),
        "description": "Node.js: Unexpected runtime or dependency failure (npm)",
        "names": ("npm-install", "EEXIST"),
        "causes": (
            "npm could not install a package: a file already exists (EEXIST), or its cache is damaged.",
        ),
        "fixes": (
            {
                "command": "ls -t /root/.npm/_logs/ | head -n 1",
                "why": "npm's newest log: read the end of it",
            },
            {
                "command": "mv node_modules node_modules.old && npm ci",
                "why": "in the app's folder: installs everything again; needs package-lock.json",
            },
        ),
        "elsewhere": ("npm: EEXIST, a file already exists. systemd: status=239/CACHE_DIRECTORY.",),
        "by_command": (
            {
                "programs": NPM,
                "description": "npm: File already exists (EEXIST)",
                "category": "runtime",
                "fixes": (
                    {
                        "command": "mv node_modules node_modules.old && npm ci",
                        "why": "in the app's folder: installs everything again; needs package-lock.json",
                    },
                ),
            },
        ),
    },
    {
        "code": 243,
        "origin": "npm",
        "category": "permission",
        "description": "npm: Permission denied (EACCES)",
        "names": ("npm-permission",),
        "causes": (
            "npm may not write to the folder, to node_modules or to its cache: another user owns them.",
            "The scripts treat 243 as a full Node.js heap, but Node.js then exits 134.",
        ),
        "fixes": (
            {"command": "ls -ld . node_modules /root/.npm", "why": "who owns them?"},
            {"command": "id", "why": "which user runs npm?"},
        ),
        "elsewhere": (
            "systemd: status=243/CREDENTIALS, a service uses credentials, which need nesting (see 150).",
        ),
    },
    {
        "code": 245,
        "origin": "node",
        "category": "runtime",
        "programs": (),
        "description": "Node.js: Invalid command-line option",
        "names": ("invalid-node-option",),
        "causes": (
            "The start command has an option that this Node.js does not know.",
            "Python's sys.exit(-11): a child process crashed with SIGSEGV.",
        ),
        "fixes": ({"command": "node --version", "why": "does the app support it?"},),
        "elsewhere": (
            "Node.js itself exits 9 for an invalid option. Python: 256 - n after a child killed by signal n.",
        ),
        "by_command": (
            {
                "programs": PYTHON,
                "description": "Python: A child process crashed (SIGSEGV)",
                "category": "signal",
                "causes": (
                    "Python passes on -11, the way it reports a child that died of signal 11.",
                ),
                "fixes": (
                    {
                        "command": "dmesg | grep -i segfault",
                        "why": "on the host: which program, which library?",
                    },
                ),
            },
        ),
    },
    {
        "code": 246,
        "origin": "node",
        "category": "runtime",
        "programs": (),
        "description": "Node.js: Internal JavaScript parse error",
        "names": ("parse-error",),
        "causes": ("The installation of Node.js is damaged or mixed from several versions.",),
        "fixes": ({"command": "type -a node && node --version", "why": "is there more than one?"},),
        "elsewhere": ("Node.js itself exits 3 for this.",),
    },
    {
        "code": 247,
        "origin": "node",
        "category": "runtime",
        "programs": (),
        "description": "Node.js: Fatal internal error",
        "names": ("v8",),
        "causes": (
            "Python's sys.exit(-9): a child process was killed, often because memory ran out.",
            "V8, the engine of Node.js, could not continue.",
        ),
        "fixes": (
            {
                "command": "journalctl -k --since -1h | grep -i -E 'out of memory|oom'",
                "why": "on the host: was it the OOM killer?",
            },
            {
                "command": "pct config <CTID> | grep -E 'memory|swap'",
                "why": "on the host: the current limits in MB",
            },
            {
                "command": "pct set <CTID> --memory <MB>",
                "why": "on the host, for an update: an absolute value: use twice the current one; a lower one kills processes",
            },
            {
                "command": "export var_ram=<MB>",
                "why": "on the host, then start the installer: twice the app's default",
            },
        ),
        "elsewhere": (
            "Node.js itself exits 5 for a fatal error in V8. Python: 256 - n after a child killed by signal n.",
        ),
        "by_command": (
            {
                "programs": PYTHON,
                "description": "Python: A child process was killed (SIGKILL / Out of memory?)",
                "category": "resource",
                "causes": (
                    "Python passes on -9, the way it reports a child that died of signal 9: often memory ran out.",
                ),
                "fixes": (
                    {
                        "command": "journalctl -k --since -1h | grep -i -E 'out of memory|oom'",
                        "why": "on the host: was it the OOM killer?",
                    },
                    {
                        "command": "pct config <CTID> | grep -E 'memory|swap'",
                        "why": "on the host: the current limits in MB",
                    },
                ),
            },
        ),
    },
    {
        "code": 248,
        "origin": "node",
        "category": "runtime",
        "programs": (),
        "description": "Node.js: Invalid C++ addon or N-API failure",
        "names": ("n-api", "addon"),
        "causes": (
            "A native module was built for another version of Node.js, or for another system (musl, glibc, CPU).",
        ),
        "fixes": (
            {
                "command": "npm rebuild",
                "why": "in the app's folder: builds the native modules again",
            },
        ),
        "elsewhere": ("Node.js itself exits 1 for this.",),
    },
    {
        "code": 249,
        "origin": "npm",
        "category": "runtime",
        "programs": (),
        "description": "npm: Unknown fatal error (npm, pnpm, yarn)",
        "names": ("pnpm", "yarn"),
        "causes": (
            "The registry was unreachable, the cache is damaged, or memory or disk ran out.",
        ),
        "fixes": (
            {
                "command": "ls -t /root/.npm/_logs/ | head -n 1",
                "why": "npm's newest log: read the end of it",
            },
            {
                "command": "curl -sSI https://registry.npmjs.org/ | head -n 1",
                "why": "is the registry reachable?",
            },
        ),
        "elsewhere": ("npm, pnpm and yarn themselves usually exit 1.",),
    },
    {
        "code": 250,
        "origin": "app",
        "category": "network",
        "description": "App: Download failed (or version not determined)",
        "names": ("app-download",),
        "causes": (
            "Without a token, GitHub allows 60 API requests per hour and public IP address.",
            "The release has no file of the expected name, or GitHub was unreachable.",
        ),
        "fixes": (
            {
                "command": "curl -sS https://api.github.com/rate_limit",
                "why": "remaining 0: wait until reset (Unix time)",
            },
            {
                "command": "export GITHUB_TOKEN=<token>",
                "why": "then run it again: 5,000 requests per hour instead of 60",
            },
            {"command": "getent hosts api.github.com", "why": "does DNS work?"},
            {"command": "df -h / /tmp", "why": "free space"},
            {
                "advice": "Search https://github.com/community-scripts/ProxmoxVE/issues for the same error."
            },
        ),
        "elsewhere": (),
        "by_command": (
            {
                "programs": PYTHON,
                "description": "Python: A child process aborted (SIGABRT)",
                "category": "signal",
                "causes": (
                    "Python passes on -6, the way it reports a child that died of signal 6.",
                ),
            },
        ),
    },
    {
        "code": 251,
        "origin": "app",
        "category": "storage",
        "description": "App: Archive could not be unpacked",
        "names": ("archive", "unpack", "extract"),
        "causes": (
            "The download is incomplete, or is an error page instead of an archive.",
            "The disk is full, or the unpacker is missing (unzip, xz, zstd).",
        ),
        "fixes": (
            {"command": "df -h / /tmp", "why": "free space"},
            {
                "command": "ls -l <file> && head -c 300 <file> | cat -v",
                "why": "an archive, or an error page?",
            },
            {"command": "tar -tf <file> | head", "why": "can it be read? For ZIP: unzip -t <file>"},
            {
                "command": "apt-get install unzip xz-utils zstd",
                "why": "in the container; Alpine: apk add unzip xz zstd",
            },
            {"advice": "Delete the file and run the installer again, which downloads it again."},
        ),
        "elsewhere": (),
    },
    {
        "code": 252,
        "origin": "app",
        "category": "config",
        "description": "App: Required file or resource missing",
        "names": ("file-missing",),
        "causes": (
            "The release on GitHub has no file of the expected name: the app changed its releases.",
            "A file that the update needs was moved or deleted, or the app was installed in another way.",
        ),
        "fixes": (
            {"command": "ls -la /opt/<app>", "why": "is the file where the message expects it?"},
            {
                "advice": "Search https://github.com/community-scripts/ProxmoxVE/issues for the same error."
            },
            {"advice": "Restore the file from a backup or snapshot."},
        ),
        "elsewhere": (),
    },
    {
        "code": 253,
        "origin": "app",
        "category": "user_aborted",
        "description": "App: Data must be migrated first (update stopped)",
        "names": ("migration", "migrate"),
        "causes": ("The new version cannot read the old data: the update stopped to protect it.",),
        "fixes": (
            {
                "command": "vzdump <CTID> --storage <storage> --mode snapshot --compress zstd",
                "why": "on the host: a backup first",
            },
            {
                "advice": "Follow the migration guide in the message or the app's release notes, then update again."
            },
        ),
        "elsewhere": (),
    },
    {
        "code": 254,
        "origin": "app",
        "category": "user_aborted",
        "description": "App: User declined (or the prompt timed out)",
        "names": ("declined",),
        "causes": (
            "You answered no, or did not answer in time.",
            "The script ran without a terminal, so nobody could answer.",
            "After npm, package.json or another file is missing (ENOENT).",
        ),
        "fixes": (
            {"advice": "Run it again and answer the question."},
            {"advice": "Run it in the Shell of the node or over SSH, not from cron or a pipe."},
            {"command": "ls package.json", "why": "after npm: is this the app's folder?"},
        ),
        "elsewhere": ("npm: ENOENT, usually because package.json is not in the current folder.",),
        "by_command": (
            {
                "programs": NPM,
                "description": "npm: File not found (ENOENT, often package.json)",
                "category": "config",
                "fixes": ({"command": "ls package.json", "why": "is this the app's folder?"},),
            },
        ),
    },
    {
        "code": 255,
        "origin": "proxmox",
        "category": "proxmox",
        "description": "Proxmox: pct, qm or another tool failed (or ssh, PHP, Esc in a dialog)",
        "names": ("pct-failed", "qm-failed", "esc"),
        "causes": (
            "pct, qm, pvesh, pveam or pvesm failed: its own message above names the reason.",
            "A dialog (whiptail) was left with Esc.",
            "ssh could not connect, or PHP stopped with a fatal error.",
            "Rarely dpkg, which usually exits 2.",
        ),
        "fixes": (
            {
                "command": "pct start <CTID> --debug",
                "why": "on the host, after pct start: prints the reason",
            },
            {
                "command": "journalctl -u pve-container@<CTID> -b --no-pager | tail -n 50",
                "why": "on the host: messages of the last start",
            },
            {
                "command": "pct config <CTID>",
                "why": "on the host: do net0, rootfs, mp0 and dev0 all exist?",
            },
            {
                "command": "pvesm status",
                "why": "on the host: is the storage active, with enough space?",
            },
            {
                "command": "dpkg --audit",
                "why": "in the container, after apt or dpkg: packages in a bad state",
            },
        ),
        "elsewhere": (
            "A program that exits with -1 shows as 255, and so does a Perl program that dies.",
        ),
        "by_command": (
            {
                "programs": PROXMOX,
                "description": "Proxmox: Command failed (its own message names the reason)",
                "category": "proxmox",
                "causes": (
                    "The configuration, the storage, a device or the bridge is the reason: read the tool's own message above.",
                ),
                "fixes": (
                    {
                        "command": "pct start <CTID> --debug",
                        "why": "on the host, after pct start: prints the reason",
                    },
                    {
                        "command": "journalctl -u pve-container@<CTID> -b --no-pager | tail -n 50",
                        "why": "on the host: messages of the last start",
                    },
                    {
                        "command": "pct config <CTID>",
                        "why": "on the host: do net0, rootfs, mp0 and dev0 all exist?",
                    },
                    {
                        "command": "pvesm status",
                        "why": "on the host: is the storage active, with enough space?",
                    },
                ),
            },
            {
                "programs": SSH,
                "description": "ssh: Connection failed",
                "category": "network",
                "causes": (
                    "The host is unreachable, its key has changed, or it refused the login.",
                ),
                "fixes": ({"command": "ssh -v <user>@<host> exit", "why": "shows where it fails"},),
            },
            {
                "programs": DIALOG,
                "description": "Dialog: Left with Esc",
                "category": "user_aborted",
                "causes": ("The user pressed Esc in a dialog.",),
                "fixes": ({"advice": "Run it again and choose an answer."},),
            },
            {
                "programs": PHP,
                "description": "PHP: Fatal error",
                "category": "runtime",
                "causes": (
                    "A class or extension is missing, the code needs another PHP version, or PHP's memory_limit is reached.",
                ),
                "fixes": (
                    {
                        "command": "php -v && php -m",
                        "why": "version and extensions: does the app support them?",
                    },
                    {
                        "command": "php -d memory_limit=-1 <script>",
                        "why": "after 'Allowed memory size exhausted': without the limit, once",
                    },
                ),
            },
            {
                "programs": ("perl", "*.pl"),
                "description": "Perl: The script died",
                "category": "runtime",
            },
        ),
    },
)
