"""Services, containers in containers, and what the CPU and the C library can do."""

# ruff: noqa: E501 - messages, in all languages, and commands in one piece

from __future__ import annotations

TYPE_CHECKING = False  # not from typing: explaining a code must not wait for that import
if TYPE_CHECKING:
    from telemetry_cli.knowledge.cause_table.row import Row

ROWS: tuple[Row, ...] = (
    {
        "id": "docker.daemon",
        "category": "docker",
        "title": "Docker does not run",
        "why": "The Docker daemon did not start, is not installed, or its socket cannot be reached or used by this user.",
        "likely_codes": {1: 5, 125: 2, 150: 1},
        "words": ("Cannot connect to the Docker daemon",),
        "lookalikes": '"Error response from daemon" comes from a daemon that runs.',
        "fixes": (
            {
                "command": "systemctl status docker containerd",
                "why": "in the container: does it run, and what did it say last?",
            },
            {
                "command": "journalctl -u docker -n 50 --no-pager",
                "why": "the reason, if it did not start",
            },
            {
                "command": "pct config {ctid} | grep features",
                "why": "on the host: Docker in a container needs nesting=1 (and keyctl=1 if unprivileged)",
            },
        ),
    },
    {
        "id": "docker.manifest",
        "category": "docker",
        "title": "The image or tag does not exist for this platform",
        "why": "The registry has no such image or tag, or none for this CPU architecture.",
        "likely_codes": {1: 3, 125: 3, 18: 1},
        "words": ("no matching manifest for", "manifest unknown"),
        "lookalikes": '"toomanyrequests" is the rate limit of the registry.',
        "fixes": (
            {
                "command": "docker manifest inspect {image}",
                "why": "the platforms for which the image exists",
            },
            {
                "advice": "Take a tag that exists (the registry's page lists them); on arm64 look for a tag with arm64 in its name."
            },
        ),
    },
    {
        "id": "docker.in-lxc",
        "category": "docker",
        "title": "Docker is not allowed to do this inside the container",
        "why": "Docker in an LXC container needs nesting, and AppArmor, overlayfs, sysctl or ZFS of the host can still refuse what it does.",
        "likely_codes": {125: 5, 1: 3, 126: 2},
        "words": (
            "OCI runtime create failed",
            "ip_unprivileged_port_start",
            "not supported over zfs",
        ),
        "lookalikes": '"session key: disk quota exceeded" is the kernel\'s key quota. "exec format error" is the architecture.',
        "fixes": (
            {
                "command": "pct config {ctid} | grep -E 'features|unprivileged|rootfs'",
                "why": "on the host: nesting=1, keyctl=1, and whether the disk is on ZFS",
            },
            {
                "advice": "ip_unprivileged_port_start: runc 1.3.3 (containerd.io 1.7.28-2) under LXC's AppArmor; update the host, or hold containerd.io 1.7.28-1 in the container."
            },
            {
                "advice": "On ZFS: fuse-overlayfs with features fuse=1, or a container disk on another storage. A VM avoids all of it."
            },
        ),
    },
    {
        "id": "docker.port",
        "category": "docker",
        "title": "The port of the Docker container is in use",
        "why": "Another container or service has the host port that this container wants to publish.",
        "likely_codes": {125: 4, 1: 2},
        "words": ("port is already allocated", "failed to bind host port"),
        "lookalikes": '"address already in use" without Docker is a service\'s port.',
        "fixes": (
            {"command": "docker ps", "why": "which container publishes the port"},
            {"command": "ss -ltnp 'sport = :{port}'", "why": "which process has the port"},
            {"advice": "Stop the other container, or publish on another host port (8081:80)."},
        ),
    },
    {
        "id": "service.port-in-use",
        "category": "service",
        "title": "The port is in use",
        "why": "Another program listens on the port already: an older instance, another web server, or systemd-resolved on port 53.",
        "likely_codes": {1: 5, 100: 1, 98: 2},
        "words": ("Address already in use", "EADDRINUSE"),
        "lookalikes": '"port is already allocated" is Docker\'s.',
        "fixes": (
            {"command": "ss -ltnup | grep ':{port} '", "why": "which process has the port"},
            {
                "advice": "Stop that service, or give one of the two another port. Port 53: systemd-resolved (DNSStubListener=no) or another dnsmasq."
            },
        ),
    },
    {
        "id": "service.configuration",
        "category": "service",
        "title": "The service's configuration is missing or wrong",
        "why": "The service read its configuration and refused it: a syntax error, a missing file, an environment variable that is not set.",
        "likely_codes": {1: 5, 78: 4, 2: 1, 6: 1, 253: 1},
        "words": ("[emerg]", "environment variable", "ImproperlyConfigured"),
        "lookalikes": '"unbound variable" is bash\'s: the script itself did not set it.',
        "fixes": (
            {
                "command": "journalctl -xeu {unit} --no-pager | tail -50",
                "why": "in the container: the line that names file and setting",
            },
            {
                "command": "nginx -t",
                "why": "checks nginx's configuration; Apache: apachectl configtest",
            },
            {
                "advice": "Set the variable that the message names in the service's .env or environment file, and start the service again."
            },
        ),
    },
    {
        "id": "service.permission",
        "category": "service",
        "title": "A file's owner or permissions, or a user, are wrong",
        "why": "The service or script may not read, write or execute a file, or its user does not exist.",
        "likely_codes": {1: 4, 126: 6, 243: 3, 217: 4, 77: 3, 152: 2, 67: 3, 13: 2},
        "words": ("Permission denied", "EACCES", "217/USER"),
        "lookalikes": "apt's \"are you root?\" is a missing root. In an unprivileged container mount, mknod and sysctl are a matter of the container's privileges.",
        "fixes": (
            {"command": "ls -ld {path}", "why": "owner and mode of the file or directory"},
            {
                "command": "systemctl show -p User,Group,ExecStart {unit}",
                "why": "as whom the service runs; 217/USER means that this user does not exist",
            },
            {
                "advice": "Give the directory to the service's user (chown), or create the user (useradd -r -s /usr/sbin/nologin NAME). Bind mounts of unprivileged containers need the shifted ID (100000 + n)."
            },
        ),
    },
    {
        "id": "service.failed",
        "category": "service",
        "title": "A service did not start",
        "why": "systemd or OpenRC started the service and it ended with an error; the reason is in its own log.",
        "likely_codes": {1: 5, 150: 8, 5: 1, 151: 4, 139: 4, 3: 1},
        "words": ("Job for", "Failed with result", "Active: failed"),
        "lookalikes": "The lines of the program itself (address in use, permission denied, memory, CPU) say why: they are the cause.",
        "fixes": (
            {
                "command": "journalctl -xeu {unit} --no-pager | tail -50",
                "why": "in the container: what the service itself said",
            },
            {"command": "systemctl status {unit}", "why": "its state and exit code"},
        ),
    },
    {
        "id": "cpu.illegal-instruction",
        "category": "cpu",
        "title": "The CPU lacks an instruction that the program needs",
        "why": "The program was built for newer CPUs (AVX, x86-64-v2 or v3). The machine is old, or the VM's CPU type (kvm64) hides them.",
        "likely_codes": {132: 9, 1: 2, 159: 1, 106: 2, 236: 1},
        "words": ("Illegal instruction", "status=4/ILL", "AVX"),
        "lookalikes": '"Exec format error" is another architecture; "GLIBC_2.38 not found" the distribution\'s C library.',
        "fixes": (
            {
                "command": "grep -om1 -E 'avx2|avx' /proc/cpuinfo",
                "why": "nothing: the CPU, or the VM's CPU type, has no AVX",
            },
            {
                "command": "qm set {ctid} --cpu host",
                "why": "on the host, for a VM: passes the CPU's features on; effective after the next start, and the VM cannot move to an older node any more",
            },
            {
                "advice": "On an old CPU: an older release of the program (MongoDB 4.4, NumPy 1.26), or another machine."
            },
        ),
    },
    {
        "id": "cpu.architecture",
        "category": "cpu",
        "title": "The program is for another CPU architecture",
        "why": "A binary or package for amd64 was started on arm64 or the other way round, or the project has nothing for this architecture.",
        "likely_codes": {126: 6, 106: 8, 255: 1, 1: 1, 8: 1},
        "words": ("Exec format error", "cannot execute binary file", "arm64"),
        "lookalikes": 'A web page saved as a program also gives "Exec format error" or a syntax error near `<`: `file` tells.',
        "fixes": (
            {
                "command": "uname -m; file {path}",
                "why": "the machine's architecture and the program's",
            },
            {
                "advice": "Take the file for this architecture (aarch64 = arm64, x86_64 = amd64); if there is none, build it from source."
            },
        ),
    },
    {
        "id": "system.libc-too-old",
        "category": "system",
        "title": "The distribution's C library is too old",
        "why": "The ready-made program was built on a newer distribution: it needs a newer glibc or libstdc++ than this one has, or it does not run on Alpine's musl.",
        "likely_codes": {1: 4, 127: 3},
        "words": ("GLIBC_", "not found (required by", "error while loading shared libraries"),
        "lookalikes": 'A library that is missing altogether ("cannot open shared object file") is a package to be installed, and no matter of age.',
        "fixes": (
            {
                "command": "ldd --version | head -1; cat /etc/os-release",
                "why": "the version that this distribution has: Debian 12 has 2.36, Debian 13 has 2.41",
            },
            {
                "command": "ldd {path} | grep 'not found'",
                "why": "missing libraries; apt-file search (package apt-file) names their package",
            },
            {
                "advice": "Use a container of the newer release, a static or musl build of the program, or build it here."
            },
        ),
    },
)
