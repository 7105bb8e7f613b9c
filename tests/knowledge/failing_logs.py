"""Ends of logs in the shapes in which tools print their failures, each with the cause it shows.

Written from the sources and manuals of the tools, in several of their versions and languages.
"""

# ruff: noqa: E501, RUF001 - a log line stays in one piece, as the tool prints it

from __future__ import annotations

LOGS: tuple[tuple[str, str], ...] = (
    # Storage
    (
        "storage.full-container",
        """
Unpacking linux-firmware (20240318) ...
dpkg: error processing archive /var/cache/apt/archives/linux-firmware_all.deb (--unpack):
 cannot copy extracted data for './lib/firmware/a.bin' to '/lib/firmware/a.bin.dpkg-new': failed to write (No space left on device)
dpkg-deb: error: paste subprocess was killed by signal (Broken pipe)
Errors were encountered while processing:
 /var/cache/apt/archives/linux-firmware_all.deb
E: Sub-process /usr/bin/dpkg returned an error code (1)
""",
    ),
    (
        "storage.full-container",
        """
npm error code ENOSPC
npm error syscall write
npm error errno -28
npm error nospc ENOSPC: no space left on device, write
npm error nospc There appears to be insufficient space on your system to finish.
""",
    ),
    (
        "storage.full-container",
        """
E: Sie haben nicht genug Platz in /var/cache/apt/archives/.
""",
    ),
    (
        "storage.full-container",
        """
tar: app/data.bin: Cannot write: Disk quota exceeded
tar: Exiting with failure status due to previous errors
""",
    ),
    (
        "storage.full-container",
        "cp: Fehler beim Schreiben von '/opt/app/x': Auf dem Gerät ist kein Speicherplatz mehr verfügbar",
    ),
    (
        "storage.full-container",
        "error: failed to write `/opt/app/target/release/deps/x.rmeta`: No space left on device (os error 28)",
    ),
    (
        "storage.full-tmp",
        """
  ✔️   Downloaded app.qcow2.xz
   Extracting KVM Disk Image
unxz: app.qcow2: Write error: No space left on device
   ✖️   in line 612: exit code 1 (General error / Operation not permitted): while executing command unxz $FILE
""",
    ),
    (
        "storage.full-tmp",
        "OSError: [Errno 28] No space left on device: '/tmp/pip-unpack-1x2y/torch-2.4.0-cp311-cp311-linux_x86_64.whl'",
    ),
    (
        "storage.full-host",
        """
Formatting '/var/lib/vz/images/104/vm-104-disk-0.raw', fmt=raw size=34359738368 preallocation=off
qemu-img: /var/lib/vz/images/104/vm-104-disk-0.raw: error while writing at byte 2147483648: No space left on device
""",
    ),
    ("storage.full-host", "  ✖️   Not enough space on 'local-lvm'. Needed: 20G."),
    (
        "storage.thin-pool-full",
        """
  WARNING: Sum of all thin volume sizes (1.20 TiB) exceeds the size of thin pool pve/data and the amount of free space in volume group (16.00 GiB).
lvcreate 'pve/vm-120-disk-0' error:   Cannot create new thin volume, free space in thin pool pve/data reached threshold.
unable to create CT 120 - lvcreate 'pve/vm-120-disk-0' error:   Cannot create new thin volume, free space in thin pool pve/data reached threshold.
""",
    ),
    (
        "storage.vg-full",
        """
  Volume group "vmdata" has insufficient free space (511 extents): 2048 required.
lvcreate 'vmdata/vm-101-disk-0' error:   Volume group "vmdata" has insufficient free space (511 extents): 2048 required.
""",
    ),
    ("storage.inactive", "storage 'nas-backup' is not online"),
    (
        "storage.inactive",
        "unable to activate storage 'usb' - directory is expected to be a mount point but is not mounted: '/mnt/usb'",
    ),
    (
        "storage.inactive",
        "could not activate storage 'tank', zfs error: cannot import 'tank': no such pool available",
    ),
    (
        "storage.inactive",
        """
  ⚠ Unable to detect a valid storage location.
Exiting...
""",
    ),
    (
        "storage.content-type",
        "unable to create CT 105 - storage 'local' does not support container directories",
    ),
    (
        "storage.content-type",
        "  ✖️   Storage 'pbs1' is a Proxmox Backup Server — cannot be used for containers.",
    ),
    (
        "storage.content-type",
        "400 Parameter verification failed.\nstorage: storage 'nfs1' does not support content-type 'vztmpl'",
    ),
    (
        "storage.leftover-volume",
        'lvcreate \'pve/vm-100-disk-0\' error:   Logical Volume "vm-100-disk-0" already exists in volume group "pve"',
    ),
    (
        "storage.leftover-volume",
        "zfs error: cannot create 'rpool/data/subvol-113-disk-0': dataset already exists",
    ),
    (
        "storage.leftover-volume",
        "[ERROR] in line 415: exit code 5: while executing command pvesm alloc $STORAGE $VMID $DISK0 4M &> /dev/null",
    ),
    (
        "storage.volume-name",
        "error during cfs-locked 'storage-nas' operation: unable to parse volume filename 'vm-108-disk-0'",
    ),
    (
        "storage.volume-name",
        "400 Parameter verification failed.\nscsi0: invalid format - format error\nscsi0.file: invalid format - unable to parse volume ID 'tank/vm-120-disk-0'",
    ),
    (
        "storage.image-format",
        "qemu-img: Could not open '/root/disk.qcow2': Image is not in qcow2 format",
    ),
    (
        "storage.io-error",
        """
[12345.678901] I/O error, dev sda, sector 123456 op 0x0:(READ) flags 0x80700 phys_seg 1 prio class 2
[12345.678950] EXT4-fs error (device dm-6): ext4_find_entry:1455: inode #131: comm systemd: reading directory lblock 0
""",
    ),
    ("storage.io-error", "cp: error reading 'image.raw': Input/output error"),
    ("storage.read-only", "touch: cannot touch '/etc/apt/x': Read-only file system"),
    (
        "storage.read-only",
        """
W: Not using locking for read only lock file /var/lib/dpkg/lock-frontend
dpkg: Fehler: kann neues Statusfile nicht anlegen: Das Dateisystem ist nur lesbar
""",
    ),
    (
        "storage.inodes",
        """
mkdir: cannot create directory 'x': No space left on device
root@app:~# df -i /
Filesystem      Inodes  IUsed IFree IUse% Mounted on
/dev/mapper/pve 524288 524288     0  100% /
""",
    ),
    ("storage.quota", "cp: error writing '/mnt/pve/nas/x.img': Disk quota exceeded"),
    ("storage.quota", "npm error code EDQUOT\nnpm error EDQUOT: disk quota exceeded, write"),
    ("storage.content-type", "can't upload to storage type 'lvmthin', not a file based storage!"),
    # Memory
    (
        "memory.node-heap",
        """
<--- Last few GCs --->
[312:0x5f] 61234 ms: Mark-sweep 2046.1 (2083.5) -> 2045.4 (2083.7) MB, 1834.2 / 0.0 ms allocation failure
FATAL ERROR: Ineffective mark-compacts near heap limit Allocation failed - JavaScript heap out of memory
Aborted (core dumped)
npm error code 134
""",
    ),
    (
        "memory.node-heap",
        "Error [ERR_WORKER_OUT_OF_MEMORY]: Worker terminated due to reaching memory limit: JS heap out of memory",
    ),
    (
        "memory.compile",
        """
g++: internal compiler error: Killed (program cc1plus)
Please submit a full bug report,
make[2]: *** [CMakeFiles/app.dir/build.make:76: CMakeFiles/app.dir/main.cpp.o] Error 4
make: *** [Makefile:136: all] Error 2
""",
    ),
    (
        "memory.compile",
        """
   Compiling app v1.2.3 (/opt/app)
error: could not compile `app` (lib)

Caused by:
  process didn't exit successfully: `rustc --crate-name app --edition=2021 src/lib.rs` (signal: 9, SIGKILL: kill)
""",
    ),
    (
        "memory.compile",
        "github.com/app/app/internal: /usr/local/go/pkg/tool/linux_amd64/compile: signal: killed",
    ),
    (
        "memory.compile",
        "cc1plus: out of memory allocating 65536 bytes after a total of 183033856 bytes",
    ),
    (
        "memory.oom-killed",
        """
transforming (1240) src/main.ts
Killed
error Command failed with exit code 137.
  ✖️   in line 98: exit code 137 (Killed (SIGKILL / Out of memory?)): while executing command yarn build
""",
    ),
    (
        "memory.oom-killed",
        """
kernel: Memory cgroup out of memory: Killed process 21034 (node) total-vm:1287644kB, anon-rss:510232kB
systemd[1]: app.service: A process of this unit has been killed by the OOM killer.
systemd[1]: app.service: Failed with result 'oom-kill'.
""",
    ),
    (
        "memory.oom-killed",
        "bash: line 41:  5123 Killed                  python3 manage.py collectstatic",
    ),
    ("memory.oom-killed", " ELIFECYCLE  Command failed with exit code 137."),
    (
        "memory.cannot-allocate",
        "kvm: cannot set up guest memory 'pc.ram': Cannot allocate memory\nstart failed: QEMU exited with code 1",
    ),
    ("memory.cannot-allocate", "bash: fork: retry: Resource temporarily unavailable"),
    (
        "memory.cannot-allocate",
        "OpenJDK 64-Bit Server VM warning: INFO: os::commit_memory failed; error='Not enough space'\n# There is insufficient memory for the Java Runtime Environment to continue.",
    ),
    # Network
    (
        "network.dns",
        """
Err:1 http://deb.debian.org/debian trixie InRelease
  Temporary failure resolving 'deb.debian.org'
E: Unable to locate package curl
""",
    ),
    ("network.dns", "ping: github.com: Temporary failure in name resolution"),
    (
        "network.dns",
        "wget: unable to resolve host address ‘raw.githubusercontent.com’\nbash: line 3: header_info: command not found",
    ),
    (
        "network.dns",
        "fatal: unable to access 'https://github.com/org/app/': Could not resolve host: github.com",
    ),
    (
        "network.dns",
        "E: Fehlschlag beim Holen von http://deb.debian.org/debian/dists/bookworm/InRelease  Temporärer Fehlschlag beim Auflösen von »deb.debian.org«",
    ),
    ("network.dns", "Erreur temporaire de résolution de « deb.debian.org »"),
    ("network.dns", "Fallo temporal al resolver «security.debian.org»"),
    (
        "network.dns",
        """
Get "https://registry-1.docker.io/v2/": dial tcp: lookup registry-1.docker.io on 192.168.1.1:53: read udp 172.17.0.2:41234->192.168.1.1:53: i/o timeout
""",
    ),
    (
        "network.dns",
        "WARNING: fetching https://dl-cdn.alpinelinux.org/alpine/v3.22/main: temporary error (try again later)\nERROR: unable to select packages:\n  jq (no such package):",
    ),
    (
        "network.dns",
        "pip._vendor.urllib3.exceptions.NewConnectionError: <...>: Failed to establish a new connection: [Errno -3] Temporary failure in name resolution\nERROR: Could not find a version that satisfies the requirement wheel (from versions: none)\nERROR: No matching distribution found for wheel",
    ),
    (
        "network.dns",
        "[ERROR] in line 61: exit code 6 (curl: DNS resolution failed (could not resolve host)): while executing command curl -fsSL https://get.example.org -o x",
    ),
    (
        "network.unreachable",
        "wget: can't connect to remote host (151.101.2.132): Network is unreachable",
    ),
    (
        "network.unreachable",
        "curl: (7) Failed to connect to 10.0.0.5 port 8080 after 3067 ms: No route to host",
    ),
    ("network.unreachable", "connect: Das Netzwerk ist nicht erreichbar"),
    (
        "network.refused",
        "curl: (7) Failed to connect to localhost port 8080 after 0 ms: Connection refused",
    ),
    ("network.refused", "Error: connect ECONNREFUSED 127.0.0.1:8081"),
    (
        "network.blocked",
        """
Resolving raw.githubusercontent.com (raw.githubusercontent.com)... 0.0.0.0, ::
Connecting to raw.githubusercontent.com (raw.githubusercontent.com)|0.0.0.0|:443... failed: Connection refused.
""",
    ),
    (
        "network.blocked",
        "* Trying 0.0.0.0:443...\n* connect to 0.0.0.0 port 443 failed: Connection refused\ncurl: (7) Failed to connect to app.example.com port 443",
    ),
    (
        "network.timeout",
        "curl: (28) Failed to connect to github.com port 443 after 134213 ms: Connection timed out",
    ),
    (
        "network.timeout",
        "curl: (28) Operation too slow. Less than 1 bytes/sec transferred the last 30 seconds",
    ),
    (
        "network.timeout",
        "pip._vendor.urllib3.exceptions.ReadTimeoutError: HTTPSConnectionPool(host='files.pythonhosted.org', port=443): Read timed out.",
    ),
    ("network.timeout", "net/http: TLS handshake timeout"),
    ("network.reset", "curl: (56) OpenSSL SSL_read: Connection reset by peer, errno 104"),
    (
        "network.reset",
        "curl: (18) transfer closed with 13450239 bytes remaining to read\ntar: Unexpected EOF in archive\ntar: Error is not recoverable: exiting now",
    ),
    (
        "network.reset",
        "error: RPC failed; curl 56 GnuTLS recv error (-54): Error in the pull function.\nfatal: the remote end hung up unexpectedly\nfatal: early EOF",
    ),
    ("network.reset", "curl: (52) Empty reply from server"),
    ("network.tls", "curl: (60) SSL certificate problem: certificate has expired"),
    (
        "network.tls",
        "ERROR: The certificate of 'example.org' is not trusted.\nERROR: The certificate of 'example.org' doesn't have a known issuer.",
    ),
    (
        "network.tls",
        "fatal: unable to access 'https://git.local/app.git/': server certificate verification failed. CAfile: none CRLfile: none",
    ),
    ("network.tls", "x509: certificate signed by unknown authority"),
    (
        "network.tls",
        "ssl.SSLCertVerificationError: [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: unable to get local issuer certificate (_ssl.c:1006)",
    ),
    ("network.proxy", "curl: (56) CONNECT tunnel failed, response 407"),
    (
        "network.proxy",
        """
Err:1 http://deb.debian.org/debian trixie InRelease
  Could not connect to 192.168.1.20:3142 (192.168.1.20). - connect (113: No route to host)
E: Unable to locate package sudo
""",
    ),
    ("network.proxy", "proxyconnect tcp: dial tcp 10.1.1.1:3128: connect: connection refused"),
    ("network.ipv6", "dial tcp [2606:4700::6810:84e5]:443: connect: network is unreachable"),
    (
        "network.ipv6",
        "nginx: [emerg] socket() [::]:80 failed (97: Address family not supported by protocol)",
    ),
    (
        "network.ipv6",
        "Connecting to raw.githubusercontent.com (raw.githubusercontent.com)|2606:50c0:8000::154|:443... failed: Network is unreachable.",
    ),
    ("network.ipv6", "npm error connect ENETUNREACH 2606:4700::6810:84e5:443"),
    (
        "network.refused",
        "curl: (7) Failed to connect to app.lan port 8080 after 1 ms: Couldn't connect to server",
    ),
    # Downloads
    (
        "download.404",
        """
  ⏳   Installing App
curl: (22) The requested URL returned error: 404
  ✖️   in line 31: exit code 22 (curl: HTTP error returned (404, 429, 500+)): while executing command curl -fsSL "$URL" -o app.tar.gz
""",
    ),
    (
        "download.404",
        "--2025-05-01 10:00:00--  https://dl.example.org/app-.deb\nHTTP request sent, awaiting response... 404 Not Found\n2025-05-01 10:00:01 ERROR 404: Not Found.",
    ),
    ("download.404", "wget: server returned error: HTTP/1.1 404 Not Found"),
    (
        "download.404",
        "curl: (22) The requested URL returned error: 404\ngzip: stdin: unexpected end of file\ntar: Child returned status 1\ntar: Error is not recoverable: exiting now",
    ),
    (
        "download.403",
        "HTTP request sent, awaiting response... 403 Forbidden\n2025-05-01 10:00:01 ERROR 403: Forbidden.",
    ),
    (
        "download.403",
        "requests.exceptions.HTTPError: 403 Client Error: Forbidden for url: https://downloads.example.com/app.zip",
    ),
    (
        "download.rate-limit",
        '{"message":"API rate limit exceeded for 203.0.113.7. (But here\'s the good news: Authenticated requests get a higher rate limit.)"}',
    ),
    (
        "download.rate-limit",
        "  ✖️   GitHub API rate limit exceeded (HTTP 403).\n  ✖️   To increase the limit, export a GitHub token before running the script:",
    ),
    (
        "download.rate-limit",
        "Error response from daemon: toomanyrequests: You have reached your pull rate limit.",
    ),
    (
        "download.rate-limit",
        "RELEASE=$(curl -fsSL https://api.github.com/repos/org/app/releases/latest)\ncurl: (22) The requested URL returned error: 403",
    ),
    (
        "download.rate-limit",
        "HTTP request sent, awaiting response... 429 Too Many Requests\n2025-05-01 10:00:01 ERROR 429: Too Many Requests.",
    ),
    ("download.server-error", "curl: (22) The requested URL returned error: 503"),
    ("download.server-error", "2025-05-01 10:00:01 ERROR 502: Bad Gateway."),
    (
        "download.checksum",
        "app.tar.gz: FAILED\nsha256sum: WARNING: 1 computed checksum did NOT match",
    ),
    (
        "download.checksum",
        "npm error code EINTEGRITY\nnpm error sha512-abc integrity checksum failed when using sha512: wanted sha512-abc but got sha512-def. (12 bytes)",
    ),
    (
        "download.release-asset",
        "  ✖️   No asset matching 'app-linux-amd64.tar.gz' found\n  ✖️   in line 44: exit code 252 (App: Required file or resource not found)",
    ),
    ("download.release-asset", "  ✖️   Could not determine latest version for org/app"),
    (
        "download.git",
        "Cloning into '/opt/app'...\nfatal: Remote branch v2.0 not found in upstream origin",
    ),
    ("download.git", "error: pathspec 'stable' did not match any file(s) known to git"),
    (
        "download.git",
        "remote: Repository not found.\nfatal: repository 'https://github.com/org/app/' not found",
    ),
    (
        "download.git",
        "fatal: destination path '/opt/app' already exists and is not an empty directory.",
    ),
    # apt, dpkg, apk
    (
        "apt.lock",
        "E: Could not get lock /var/lib/dpkg/lock-frontend. It is held by process 812 (apt-get)\nE: Unable to acquire the dpkg frontend lock (/var/lib/dpkg/lock-frontend), is another process using it?",
    ),
    ("apt.lock", "dpkg: error: dpkg frontend lock was locked by another process with pid 4711"),
    (
        "apt.lock",
        "E: Konnte Sperre /var/lib/dpkg/lock-frontend nicht bekommen. - open (11: Die Ressource ist zur Zeit nicht verfügbar)",
    ),
    (
        "apt.lock",
        "E: Impossible d'obtenir le verrou /var/lib/dpkg/lock-frontend - open (11 : Ressource temporairement non disponible)",
    ),
    (
        "apt.clock",
        "E: Release file for http://deb.debian.org/debian/dists/trixie/InRelease is not valid yet (invalid for another 2h 3min 4s). Updates for this repository will not be applied.",
    ),
    (
        "apt.clock",
        "E: Release file for http://archive.debian.org/debian/dists/buster/InRelease is expired (invalid since 100d 2h 3min 4s).",
    ),
    (
        "apt.enterprise-repository",
        """
Err:5 https://enterprise.proxmox.com/debian/pve bookworm InRelease
  401  Unauthorized [IP: 51.91.38.34 443]
E: Failed to fetch https://enterprise.proxmox.com/debian/pve/dists/bookworm/InRelease  401  Unauthorized [IP: 51.91.38.34 443]
E: The repository 'https://enterprise.proxmox.com/debian/pve bookworm InRelease' is not signed.
""",
    ),
    (
        "apt.key",
        "W: GPG error: https://packages.example.com/apt stable InRelease: The following signatures couldn't be verified because the public key is not available: NO_PUBKEY 7FCC7D46ACCC4CF8\nE: The repository 'https://packages.example.com/apt stable InRelease' is not signed.",
    ),
    (
        "apt.key",
        "Err:4 https://repo.example.com stable InRelease\n  The following signatures were invalid: EXPKEYSIG 58118E89F3A912897C070ADBF76221572C52609D Example",
    ),
    ("apt.key", "gpg: no valid OpenPGP data found."),
    (
        "apt.key",
        "W: OpenPGP signature verification failed: https://apt.example.org trixie InRelease: Sub-process /usr/bin/sqv returned an error code (1), error message is: Missing key 0123456789ABCDEF, which is needed to verify signature.",
    ),
    (
        "apt.key",
        "W: GPG-Fehler: https://x.example trixie InRelease: Die folgenden Signaturen konnten nicht überprüft werden, weil ihr öffentlicher Schlüssel nicht verfügbar ist: NO_PUBKEY 1234567890ABCDEF",
    ),
    (
        "apt.releaseinfo-change",
        "E: Repository 'http://deb.debian.org/debian bookworm InRelease' changed its 'Suite' value from 'stable' to 'oldstable'\nN: This must be accepted explicitly before updates for this repository can be applied.",
    ),
    (
        "apt.interrupted",
        "E: dpkg was interrupted, you must manually run 'dpkg --configure -a' to correct the problem.",
    ),
    (
        "apt.interrupted",
        "E: dpkg wurde unterbrochen, Sie müssen manuell »dpkg --configure -a« ausführen, um das Problem zu beheben.",
    ),
    (
        "apt.mirror",
        "E: Failed to fetch http://archive.ubuntu.com/ubuntu/dists/noble/main/binary-amd64/Packages.xz  Hash Sum mismatch",
    ),
    (
        "apt.mirror",
        "E: Failed to fetch http://deb.debian.org/debian/pool/main/c/curl/curl_8.14.1-1_amd64.deb  404  Not Found [IP: 151.101.2.132 80]\nE: Unable to fetch some archives, maybe run apt-get update or try with --fix-missing?",
    ),
    (
        "apt.repository",
        "E: The repository 'https://apt.example.com/debian trixie Release' does not have a Release file.",
    ),
    (
        "apt.repository",
        "E: Malformed entry 1 in list file /etc/apt/sources.list.d/app.list (Component)\nE: The list of sources could not be read.",
    ),
    (
        "apt.repository",
        "E: Das Depot »http://ppa.launchpad.net/x/y/ubuntu trixie Release« enthält keine Release-Datei.",
    ),
    ("apt.no-such-package", "E: Unable to locate package libicu72"),
    ("apt.no-such-package", "E: Package 'python3.10' has no installation candidate"),
    ("apt.no-such-package", "E: Paket libfoo1 kann nicht gefunden werden."),
    ("apt.no-such-package", "E: Impossible de trouver le paquet libfoo1"),
    ("apt.no-such-package", "E: No se ha podido localizar el paquete libfoo1"),
    (
        "apt.no-such-package",
        "Error: Unable to locate package postgresql-17-foo\n[2026-05-31 16:19:53] [ERROR] in line 7914: exit code 100 (APT: Package manager error (broken packages / dependency problems))\n[2026-05-31 16:19:53] apt install -y postgresql-17-foo",
    ),
    (
        "apt.broken-dependencies",
        "The following packages have unmet dependencies:\n app : Depends: libssl1.1 (>= 1.1.1) but it is not installable\nE: Unable to correct problems, you have held broken packages.",
    ),
    (
        "apt.broken-dependencies",
        "Unsatisfied dependencies:\n app : Depends: libicu72 (>= 72.1~rc-1~) but it is not installable\nError: Unable to correct problems, you have held broken packages.\nError: The following information from --solver 3.0 may provide additional context:",
    ),
    (
        "apt.broken-dependencies",
        "Die folgenden Pakete haben unerfüllte Abhängigkeiten:\n app : Hängt ab von: libssl1.1 ist aber nicht installierbar\nE: Probleme können nicht korrigiert werden, Sie haben zurückgehaltene defekte Pakete.",
    ),
    (
        "apt.broken-dependencies",
        "Les paquets suivants contiennent des dépendances non satisfaites :\n app : Dépend: libssl1.1 mais il n'est pas installable",
    ),
    (
        "apt.broken-dependencies",
        "dpkg: dependency problems prevent configuration of app:\n app depends on libssl1.1; however:\n  Package libssl1.1 is not installed.\ndpkg: error processing package app (--install):\n dependency problems - leaving unconfigured",
    ),
    (
        "apt.maintainer-script",
        "dpkg: error processing package app (--configure):\n installed app package post-installation script subprocess returned error exit status 1\nE: Sub-process /usr/bin/dpkg returned an error code (1)",
    ),
    (
        "apk.failed",
        "ERROR: unable to select packages:\n  php81 (no such package):\n    required by: world[php81]",
    ),
    ("apk.failed", "ERROR: https://dl-cdn.alpinelinux.org/alpine/v3.13/main: UNTRUSTED signature"),
    # Proxmox VE
    ("proxmox.ctid-in-use", "unable to create CT 101 - CT 101 already exists on node 'pve2'"),
    ("proxmox.ctid-in-use", " ✗ ID 105 is already in use"),
    ("proxmox.no-quorum", "unable to create CT 105 - cluster not ready - no quorum?"),
    (
        "proxmox.no-quorum",
        "  ✖️   Cluster is not quorate. Start all nodes or configure quorum device (QDevice).",
    ),
    (
        "proxmox.pmxcfs",
        "ipcc_send_rec[1] failed: Connection refused\nipcc_send_rec[2] failed: Connection refused\nUnable to load access control list: Connection refused",
    ),
    (
        "proxmox.template-missing",
        "400 Parameter verification failed.\ntemplate: no such template\npveam download <storage> <template>",
    ),
    ("proxmox.template-missing", "  ✖️   No template found for debian 14."),
    (
        "proxmox.template-download",
        "unable to create CT 109 - command 'lxc-usernsexec -m u:0:100000:65536 -m g:0:100000:65536 -- tar xpf - --zstd --totals -C /var/lib/lxc/109/rootfs' failed: exit code 2\nbash: line 182: exit: A problem occured while trying to create container.: numeric argument required",
    ),
    ("proxmox.template-download", "  ✖️   A problem occurred while downloading the LXC template."),
    ("proxmox.template-download", "download failed: checksum mismatch: got 'aa' != expect 'bb'"),
    ("proxmox.locked", "CT is locked (backup)"),
    ("proxmox.locked", "can't lock file '/run/lock/lxc/pve-config-104.lock' - got timeout"),
    (
        "proxmox.kvm-disabled",
        "TASK ERROR: KVM virtualisation configured, but not available. Either disable in VM configuration or enable in BIOS.",
    ),
    (
        "proxmox.bridge",
        "bridge 'vmbr1' does not exist\nkvm: -netdev type=tap,id=net0,ifname=tap100i0: network script /var/lib/qemu-server/pve-bridge failed with status 512\nstart failed: QEMU exited with code 1",
    ),
    (
        "proxmox.bridge",
        "400 Parameter verification failed.\nnet0: invalid format - format error\nnet0.gw: value does not look like a valid ipv4 address",
    ),
    ("proxmox.device-passthrough", "TASK ERROR: Device /dev/dri/renderD128 does not exist"),
    (
        "proxmox.device-passthrough",
        "modprobe: FATAL: Module tun not found in directory /lib/modules/6.8.12-4-pve",
    ),
    (
        "proxmox.kernel-keys",
        "docker: Error response from daemon: OCI runtime create failed: unable to join session keyring: unable to create session key: disk quota exceeded: unknown.",
    ),
    ("proxmox.lxc-network", "  ✖️   No IP assigned to CT 117 after 60 attempts"),
    (
        "proxmox.lxc-network",
        "No DHCPOFFERS received.\nNo working leases in persistent database - sleeping.",
    ),
    (
        "proxmox.privileges",
        "tar: dev/console: Cannot mknod: Operation not permitted\ntar: Exiting with failure status due to previous errors",
    ),
    (
        "proxmox.privileges",
        "app.service: Failed to set up mount namespacing: Permission denied\napp.service: Main process exited, code=exited, status=226/NAMESPACE",
    ),
    ("proxmox.unsupported-version", "unable to create CT 119 - unsupported debian version '13.1'"),
    (
        "proxmox.unsupported-version",
        "   ✖️   This version of Proxmox VE is not supported.\n   ✖️   Supported: Proxmox VE version 8.0 – 8.9",
    ),
    (
        "proxmox.config",
        "400 Parameter verification failed.\nhostname: invalid format - value does not look like a valid DNS name",
    ),
    (
        "proxmox.config",
        "missing 'arch' - internal error at /usr/share/perl5/PVE/LXC.pm line 607.\n[ERROR] in line 439: exit code 255: while executing command pct start $CTID",
    ),
    (
        "proxmox.lxc-start",
        'run_apparmor_parser: 916 Failed to run apparmor_parser on "/var/lib/lxc/100/apparmor/lxc-100_<-var-lib-lxc>"\napparmor_prepare: 1088 Failed to load generated AppArmor profile\nlxc_init: 877 Failed to initialize LSM\n__lxc_start: 2034 Failed to initialize container "100"\nTASK ERROR: startup for container \'100\' failed',
    ),
    # Python, Go, Rust, Java, PHP, Ruby
    ("python.version", "ERROR: Package 'app' requires a different Python: 3.11.2 not in '>=3.12'"),
    (
        "python.version",
        "  × No solution found when resolving dependencies:\n  ╰─▶ Because the current Python version (3.9.2) does not satisfy Python>=3.10 and app==1.0 depends on Python>=3.10, we can conclude that app==1.0 cannot be used.",
    ),
    (
        "python.version",
        "error: No interpreter found for Python 3.13 in managed installations or search path",
    ),
    (
        "python.no-matching-distribution",
        "ERROR: Could not find a version that satisfies the requirement numpy==9.9.9 (from versions: 1.26.4, 2.0.0, 2.1.0)\nERROR: No matching distribution found for numpy==9.9.9",
    ),
    (
        "python.no-matching-distribution",
        "ERROR: Cannot install a==1 and b==2 because these package versions have conflicting dependencies.\nERROR: ResolutionImpossible: for help visit https://pip.pypa.io/",
    ),
    (
        "python.build",
        "      building 'psycopg2._psycopg' extension\n      error: command 'x86_64-linux-gnu-gcc' failed: No such file or directory\n  ERROR: Failed building wheel for psycopg2\nERROR: Could not build wheels for psycopg2, which is required to install pyproject.toml-based projects",
    ),
    ("python.build", "Error: pg_config executable not found."),
    (
        "python.externally-managed",
        "error: externally-managed-environment\n\n× This environment is externally managed",
    ),
    ("python.venv", "/usr/bin/python3: No module named pip"),
    ("python.venv", "bash: line 12: uv: command not found"),
    ("go.version", "go: go.mod requires go >= 1.25 (running go 1.24.4; GOTOOLCHAIN=local)"),
    ("go.version", "go: errors parsing go.mod:\n/opt/app/go.mod:5: unknown directive: toolchain"),
    (
        "go.build",
        '# runtime/cgo\ncgo: C compiler "gcc" not found: exec: "gcc": executable file not found in $PATH',
    ),
    ("go.build", "internal/api/server.go:42:17: undefined: http.NewResponseController"),
    (
        "rust.version",
        "error: package `time v0.3.41` cannot be built because it requires rustc 1.81 or newer, while the currently active rustc version is 1.75.0",
    ),
    (
        "rust.version",
        "error: failed to parse lock file at: /opt/app/Cargo.lock\n\nCaused by:\n  lock file version 4 requires `-Znext-lockfile-bump`",
    ),
    (
        "rust.build",
        "error: linker `cc` not found\n  |\n  = note: No such file or directory (os error 2)\nerror: could not compile `proc-macro2` (build script) due to 1 previous error",
    ),
    (
        "rust.build",
        "error: failed to run custom build command for `openssl-sys v0.9.104`\n  Could not find openssl via pkg-config:",
    ),
    (
        "java.version",
        "Error: LinkageError occurred while loading main class app.Main\n\tjava.lang.UnsupportedClassVersionError: app/Main has been compiled by a more recent version of the Java Runtime (class file version 65.0), this version of the Java Runtime only recognizes class file versions up to 61.0",
    ),
    (
        "java.version",
        "ERROR: JAVA_HOME is not set and no 'java' command could be found in your PATH.",
    ),
    (
        "php.version",
        "    - org/app 3.0 requires php >=8.3 -> your php version (8.2.28) does not satisfy that requirement.",
    ),
    (
        "php.extension",
        "    - org/app 3.0 requires ext-intl * -> it is missing from your system. Install or enable PHP's intl extension.",
    ),
    (
        "php.extension",
        "   Illuminate\\Database\\QueryException  : could not find driver (SQL: select * from users)",
    ),
    (
        "php.memory-limit",
        "PHP Fatal error:  Allowed memory size of 134217728 bytes exhausted (tried to allocate 4096 bytes) in phar:///usr/bin/composer/src/x.php on line 84",
    ),
    (
        "php.composer",
        "Your requirements could not be resolved to an installable set of packages.\n\n  Problem 1\n    - Root composer.json requires org/a 1.0, found org/a[2.0] but it does not match the constraint.",
    ),
    (
        "ruby.gems",
        "Gem::Ext::BuildError: ERROR: Failed to build gem native extension.\nAn error occurred while installing pg (1.5.9), and Bundler cannot continue.",
    ),
    ("ruby.version", "Your Ruby version is 3.1.2, but your Gemfile specified 3.3.5"),
    (
        "build.failed",
        "checking for gcc... no\nconfigure: error: no acceptable C compiler found in $PATH",
    ),
    (
        "build.failed",
        "main.c:1:10: fatal error: zlib.h: No such file or directory\ncompilation terminated.\nmake: *** [Makefile:9: main.o] Error 1",
    ),
    (
        "build.failed",
        "/usr/bin/ld: cannot find -lssl: No such file or directory\ncollect2: error: ld returned 1 exit status",
    ),
    (
        "dotnet.version",
        "You must install or update .NET to run this application.\n\nFramework: 'Microsoft.NETCore.App', version '8.0.0' (x64)",
    ),
    (
        "python.venv",
        "Traceback (most recent call last):\n  File \"/opt/app/run.py\", line 1, in <module>\nModuleNotFoundError: No module named 'yaml'",
    ),
    # Node.js
    (
        "node.engine",
        'npm error code EBADENGINE\nnpm error engine Unsupported engine\nnpm error notsup Required: {"node":">=22"}\nnpm error notsup Actual:   {"npm":"9.2.0","node":"v18.19.0"}',
    ),
    (
        "node.engine",
        'error app@3.0.0: The engine "node" is incompatible with this module. Expected version ">=20". Got "18.19.0"\nerror Found incompatible module.',
    ),
    (
        "node.engine",
        "SyntaxError: Unexpected token '??='\n    at wrapSafe (internal/modules/cjs/loader.js:915:16)",
    ),
    (
        "node.engine",
        "You are using Node.js 18.20.4. Vite requires Node.js version 20.19+ or 22.12+. Please upgrade your Node.js version.",
    ),
    (
        "node.dependencies",
        "npm error code ERESOLVE\nnpm error ERESOLVE could not resolve\nnpm error While resolving: app@1.0.0",
    ),
    (
        "node.dependencies",
        "npm error code EUSAGE\nnpm error `npm ci` can only install packages when your package.json and package-lock.json or npm-shrinkwrap.json are in sync.",
    ),
    (
        "node.dependencies",
        ' ERR_PNPM_LOCKFILE_CONFIG_MISMATCH  Cannot proceed with the frozen installation. The current "overrides" configuration doesn\'t match the value found in the lockfile',
    ),
    (
        "node.build",
        "gyp ERR! find Python You need to install the latest version of Python.\ngyp ERR! configure error\ngyp ERR! stack Error: Could not find any Python installation to use\nnpm error code 1",
    ),
    (
        "node.build",
        'x Build failed in 12.31s\nerror during build:\n[vite]: Rollup failed to resolve import "chart.js" from "/opt/app/src/main.ts".',
    ),
    (
        "node.build",
        "src/app.ts(12,5): error TS2322: Type 'string' is not assignable to type 'number'.\n ELIFECYCLE  Command failed with exit code 2.",
    ),
    (
        "node.build",
        "sh: 1: vite: not found\nnpm error Lifecycle script `build` failed with error:\nnpm error code 127",
    ),
    (
        "node.registry",
        "npm error code ECONNRESET\nnpm error network aborted\nnpm error network This is a problem related to network connectivity.",
    ),
    (
        "node.registry",
        "npm error code E404\nnpm error 404 Not Found - GET https://registry.npmjs.org/left-pad2 - Not found",
    ),
    (
        "node.registry",
        "ERR_PNPM_FETCH_503  GET https://registry.npmjs.org/react: Service Unavailable - 503",
    ),
    # Databases
    (
        "database.not-ready",
        'psql: error: connection to server on socket "/var/run/postgresql/.s.PGSQL.5432" failed: No such file or directory\n\tIs the server running locally and accepting connections on that socket?',
    ),
    (
        "database.not-ready",
        "ERROR 2002 (HY000): Can't connect to local server through socket '/run/mysqld/mysqld.sock' (2)",
    ),
    ("database.not-ready", "Error: connect ECONNREFUSED 127.0.0.1:5432"),
    ("database.not-ready", "Error: P1001: Can't reach database server at `localhost:5432`"),
    (
        "database.authentication",
        'psql: error: connection to server at "127.0.0.1", port 5432 failed: FATAL:  password authentication failed for user "app"',
    ),
    (
        "database.authentication",
        "ERROR 1045 (28000): Access denied for user 'root'@'localhost' (using password: YES)",
    ),
    (
        "database.missing",
        'psql: error: connection to server at "127.0.0.1", port 5432 failed: FATAL:  database "app" does not exist',
    ),
    ("database.missing", "sqlite3.OperationalError: no such table: users"),
    ("database.exists", 'ERROR:  role "app" already exists'),
    (
        "database.exists",
        "ERROR 1007 (HY000) at line 1: Can't create database 'app'; database exists",
    ),
    (
        "database.version",
        "FATAL:  database files are incompatible with server\nDETAIL:  The data directory was initialized by PostgreSQL version 15, which is not compatible with this version 17.5.",
    ),
    (
        "database.extension",
        'ERROR:  could not open extension control file "/usr/share/postgresql/16/extension/vector.control": No such file or directory',
    ),
    (
        "database.extension",
        'ERROR:  extension "vectors" is not available\nDETAIL:  Could not open extension control file',
    ),
    (
        "database.fatal-query",
        "ERROR 1064 (42000) at line 12: You have an error in your SQL syntax; check the manual",
    ),
    (
        "database.fatal-query",
        'django.db.utils.IntegrityError: duplicate key value violates unique constraint "auth_user_pkey"',
    ),
    # Services, Docker, CPU
    (
        "docker.daemon",
        "Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?",
    ),
    (
        "docker.manifest",
        "Error response from daemon: manifest for org/app:9.9 not found: manifest unknown: manifest unknown",
    ),
    ("docker.manifest", "no matching manifest for linux/arm64/v8 in the manifest list entries"),
    (
        "docker.in-lxc",
        "docker: Error response from daemon: failed to create task for container: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: open sysctl net.ipv4.ip_unprivileged_port_start file: reopen fd 9: permission denied: unknown",
    ),
    (
        "docker.port",
        "Error response from daemon: driver failed programming external connectivity on endpoint app: Bind for 0.0.0.0:8080 failed: port is already allocated",
    ),
    (
        "service.port-in-use",
        "nginx: [emerg] bind() to 0.0.0.0:80 failed (98: Address already in use)\nnginx.service: Control process exited, code=exited, status=1/FAILURE\nJob for nginx.service failed because the control process exited with error code.",
    ),
    ("service.port-in-use", "Error: listen EADDRINUSE: address already in use :::3000"),
    (
        "service.configuration",
        'nginx: [emerg] unknown directive "sever" in /etc/nginx/sites-enabled/app:3\nnginx: configuration file /etc/nginx/nginx.conf test failed',
    ),
    ("service.configuration", "panic: environment variable APP_SECRET is not set"),
    (
        "service.permission",
        "app.service: Failed to determine user credentials: No such process\napp.service: Main process exited, code=exited, status=217/USER",
    ),
    ("service.permission", "Error: EACCES: permission denied, open '/opt/app/data/db.json'"),
    ("service.permission", "bash: ./install.sh: Permission denied"),
    (
        "service.failed",
        'Job for app.service failed because the control process exited with error code.\nSee "systemctl status app.service" and "journalctl -xeu app.service" for details.',
    ),
    (
        "cpu.illegal-instruction",
        "mongod.service: Main process exited, code=dumped, status=4/ILL\nmongod.service: Failed with result 'core-dump'.",
    ),
    (
        "cpu.illegal-instruction",
        "  ✖️   MongoDB 8.0 requires AVX support, which is not available on this system.",
    ),
    (
        "cpu.illegal-instruction",
        "/opt/app/run.sh: line 3: 1234 Illegal instruction     (core dumped) ./app",
    ),
    ("cpu.architecture", "bash: /usr/local/bin/app: cannot execute binary file: Exec format error"),
    ("cpu.architecture", "exec /usr/bin/app: exec format error"),
    (
        "system.libc-too-old",
        "./app: /lib/x86_64-linux-gnu/libc.so.6: version `GLIBC_2.38' not found (required by ./app)",
    ),
    # Scripts and the shell
    (
        "script.download-of-script",
        "/dev/stdin: line 12: catch_errors: command not found\n/dev/stdin: line 13: setting_up_container: command not found\n/dev/stdin: line 14: network_check: command not found",
    ),
    ("script.download-of-script", "bash: line 1: 404:: command not found"),
    (
        "script.download-of-script",
        "bash: line 1: syntax error near unexpected token `<'\nbash: line 1: `<!DOCTYPE html>'",
    ),
    (
        "script.outdated-copy",
        " ✗ This version of Proxmox Virtual Environment is not supported\nRequires Proxmox Virtual Environment Version 7.2 or higher",
    ),
    ("script.arguments", "curl: option -o: requires parameter\ncurl: (2) no URL specified"),
    ("script.arguments", "chmod: missing operand after '755'"),
    ("script.upstream-changed", "error: unknown command 'migrate-db' for \"app\""),
    (
        "script.archive",
        "gzip: stdin: not in gzip format\ntar: Child returned status 1\ntar: Error is not recoverable: exiting now",
    ),
    (
        "script.archive",
        "  End-of-central-directory signature not found.  Either this file is not\n  a zipfile, or it constitutes one disk of a multi-part archive.",
    ),
    ("script.syntax", "/dev/fd/63: line 88: syntax error near unexpected token `fi'"),
    ("script.unbound-variable", "/dev/fd/63: line 102: RELEASE: unbound variable"),
    (
        "script.command-not-found",
        "bash: line 21: jq: command not found\n[ERROR] in line 21: exit code 127: while executing command VERSION=$(jq -r .tag_name x.json)",
    ),
    ("script.command-not-found", "/dev/fd/63: Zeile 12: unzip: Kommando nicht gefunden."),
    ("script.file-missing", "sed: can't read /opt/app/.env: No such file or directory"),
    ("shell.not-bash", 'install.sh: 21: Syntax error: "(" unexpected'),
    ("shell.not-bash", "sh: 4: set: Illegal option -o pipefail"),
    (
        "shell.not-root",
        "E: Could not open lock file /var/lib/dpkg/lock-frontend - open (13: Permission denied)\nE: Unable to acquire the dpkg frontend lock (/var/lib/dpkg/lock-frontend), are you root?",
    ),
    ("shell.not-root", "   ✖️   Please run this script as root.\n\nExiting..."),
    ("shell.path", "bash: line 40: pvesh: command not found"),
    (
        "shell.path",
        "dpkg: warning: 'ldconfig' not found in PATH or not executable\ndpkg: error: 2 expected programs not found in PATH or not executable",
    ),
    ("shell.no-terminal", "Error opening terminal: xterm-kitty."),
    ("shell.no-terminal", "TERM environment variable not set."),
    ("shell.locale", "locale.Error: unsupported locale setting"),
    ("user.aborted", "   ✖️   Interrupted by user (SIGINT)"),
    (
        "user.aborted",
        '[ERROR] in line 412: exit code 255: while executing command CHOICE=$(whiptail --title "X" --menu "Choose" 10 58 2 3>&1 1>&2 2>&3)',
    ),
    ("user.disconnected", "client_loop: send disconnect: Broken pipe"),
    ("user.declined", "   ✖️   Aborted by user. No changes have been made."),
    (
        "user.declined",
        "After this operation, 1,024 kB of additional disk space will be used.\nDo you want to continue? [Y/n] Abort.",
    ),
    ("proxmox.privileges", 'sysctl: setting key "net.core.rmem_max": Read-only file system'),
    ("host.shutdown", "   ✖️   Terminated by signal (SIGTERM)"),
)

CALM: tuple[str, ...] = (
    # Wrapper lines and nothing else, in their historical forms
    '[ERROR] in line 1097: exit code 0: while executing command bash -c "$(curl -fsSL https://example.org/misc/create_lxc.sh)" $?',
    '[ERROR] in line 44: exit code 0: while executing command "$@" > /dev/null 2>&1',
    '[ERROR] in line 1345: exit code 0: while executing command lxc-attach -n "$CTID" -- bash -c "$(curl -fsSL https://example.org/install/app.sh)"',
    '[ERROR] in line 624: exit code 255 (DPKG: Fatal internal error): while executing command pct start "$CTID"',
    "  ✖️   in line 42: exit code 1 (General error / Operation not permitted): while executing command $STD npm run build",
    "  ✖️   in line 48: exit code 137 (Killed (SIGKILL / Out of memory?)): while executing command cargo build --release",
    "  ✖️   in line 42: exit code 100 (APT: Package manager error (broken packages / dependency problems)): while executing command $STD apt-get install -y app",
    "  ✖️   in line 19: exit code 101 (APT: Configuration error (bad sources.list, malformed config))",
    "‼ ERROR 255@106 ",
    "[ERROR] 1@115 Unknown failure occured.",
    "  ✖️   Installation failed in container 103 (exit code: 29)",
    "exit_code=100 | APT: Package manager error (broken packages / dependency problems) | at line 12: $STD apt-get update",
    "exit_code=1 | General error / Operation not permitted | command: npm run build",
    "curl: HTTP error returned (404, 429, 500+) | line 44: curl -fsSL $URL",
    "APT: Package manager error | line 12: apt-get install -y app",
    "++ error_handler 422 'pct start \"$CTID\"'\n++ local exit_code=255\n++ local line_number=422",
    "Error: Process completed with exit code 100.",
    "The command '/bin/sh -c make' returned a non-zero code: 2",
    "make: *** [Makefile:12: all] Error 2",
    "[2026-05-31 16:19:53] [ERROR] in line 7914: exit code 1 (General error / Operation not permitted)\n[2026-05-31 16:19:53] composer install",
    'Caught error in line 17: exit code 100: while executing "$@" > /dev/null 2>&1',
    "[ERROR] on line 99 with exit code 100 while executing command pkg_del",
    "##[error]Bash exited with code '1'.",
    "------ ERROR ------\nTimestamp : 2026-01-01 10:00:00\nExit Code : 1 (General error / Operation not permitted)\nLine      : 12\nCommand   : systemctl start app\n-------------------",
    "Error: APT: Package manager error (broken packages / dependency problems)\n\nWhat would you like to do?\n  1) Remove container and exit\n  2) Keep container for debugging",
    # Successes with warnings
    "Setting up libgpg-error0:amd64 (1.46-1) ...\nSetting up libtimedout-perl (0.1) ...\nProcessing triggers for libc-bin (2.36-9+deb12u10) ...",
    'perl: warning: Setting locale failed.\nperl: warning: Please check that your locale settings:\n\tLANGUAGE = (unset),\n\tLC_ALL = (unset),\n\tLANG = "de_DE.UTF-8"\n    are supported and installed on your system.\nperl: warning: Falling back to the standard locale ("C").',
    "bash: warning: setlocale: LC_ALL: cannot change locale (en_US.UTF-8)",
    "npm warn deprecated inflight@1.0.6: This module is not supported, and leaks memory. Do not use it.\nadded 812 packages, and audited 813 packages in 41s\n12 vulnerabilities (4 moderate, 8 high)",
    "npm warn EBADENGINE Unsupported engine {\nnpm warn EBADENGINE   package: 'a@1.0.0',\nnpm warn EBADENGINE   required: { node: '>=22' },\nnpm warn EBADENGINE }\nadded 3 packages in 2s",
    "npm warn ERESOLVE overriding peer dependency\nnpm warn While resolving: a@1.0.0\nadded 44 packages in 3s",
    "WARNING: apt does not have a stable CLI interface. Use with caution in scripts.\nReading package lists... Done\n0 upgraded, 0 newly installed, 0 to remove and 0 not upgraded.",
    "debconf: delaying package configuration, since apt-utils is not installed",
    "debconf: unable to initialize frontend: Dialog\ndebconf: (TERM is not set, so the dialog frontend is not usable.)\ndebconf: falling back to frontend: Readline",
    "sudo: unable to resolve host app: Name or service not known\n  ✔️   Installed App",
    "WARNING: Running pip as the 'root' user can result in broken permissions and conflicting behaviour with the system package manager.\nSuccessfully installed app-1.0",
    '  WARNING: You have not turned on protection against thin pools running out of space.\n  WARNING: Set activation/thin_pool_autoextend_threshold below 100 to trigger automatic extension of thin pools before they get full.\n  Logical volume "vm-101-disk-0" created.\n  WARNING: Sum of all thin volume sizes (1.20 TiB) exceeds the size of thin pool pve/data and the amount of free space in volume group (16.00 GiB).',
    "extracting archive '/var/lib/vz/template/cache/debian-12-standard_12.7-1_amd64.tar.zst'\nTotal bytes read: 497121280 (475MiB, 340MiB/s)\nDetected container architecture: amd64\nCreating SSH host key 'ssh_host_rsa_key' - this may take some time ...\ndone: SHA256:abc root@app\n ✔️   LXC Container 101 was successfully created.",
    "W: Download is performed unsandboxed as root as file '/tmp/app.deb' couldn't be accessed by user '_apt'. - pkgAcquire::Run (13: Permission denied)\nSetting up app (1.0) ...",
    "invoke-rc.d: policy-rc.d denied execution of start.\nSetting up app (1.0) ...",
    "Created symlink /etc/systemd/system/multi-user.target.wants/app.service → /lib/systemd/system/app.service.\n ✔️   Created Service\n ✔️   Completed Successfully!",
    "checking for stdlib.h... yes\nchecking for libfoo... not found\nchecking whether gcc supports -Wno-error... yes\nconfig.status: creating Makefile",
    "-- Performing Test HAVE_X\n-- Performing Test HAVE_X - Failed\n-- Could NOT find Doxygen (missing: DOXYGEN_EXECUTABLE)\n-- Configuring done\n[100%] Built target app",
    "   Compiling thiserror v1.0.69\n   Compiling anyhow v1.0.95\nwarning: unused variable: `x`\n    Finished `release` profile [optimized] target(s) in 1m 02s",
    "go: downloading github.com/pkg/errors v0.9.1\ngo: downloading golang.org/x/net v0.35.0",
    "Cloning into '/opt/app'...\nremote: Enumerating objects: 100, done.\nReceiving objects: 100% (100/100), done.\nNote: switching to 'v1.2.3'.\nYou are in 'detached HEAD' state.",
    "(!) Some chunks are larger than 500 kB after minification. Consider:\n✓ built in 31.11s",
    "added 1 package\nnpm notice New minor version of npm available! 11.4.1 -> 11.6.2",
    "Warning: The unit file, source configuration file or drop-ins of app.service changed on disk. Run 'systemctl daemon-reload' to reload units.",
    "  ✔️   Updated Container OS\n  ⏳   Installing Dependencies\n  ✔️   Installed Dependencies\n  🚀   App setup has been successfully initialized!",
    "HTTP request sent, awaiting response... 200 OK\nLength: 1234567 (1.2M) [application/octet-stream]\nSaving to: 'app.tar.gz'",
    "% Total    % Received % Xferd  Average Speed\n100 48211  100 48211    0     0   210k      0 --:--:-- --:--:-- --:--:--  211k",
    "Resolved 163 packages in 20.61s\nPrepared 3 packages in 102ms\nInstalled 163 packages in 1.2s",
    "fatal-errors-plugin loaded\nerror-handler: registered\nretrying is enabled",
    # Unknown programs
    "frobnicator: cannot frobnicate the quux: flange out of alignment",
    "Error: widget 17 rejected by gizmo\n[ERROR] in line 3: exit code 9: while executing command ./frob",
    "Something went wrong. Please try again later.",
    "Exception: the thing did not work",
    "FAILED: step 7 of 12",
    "E_WEIRD 0x8003: unit not happy",
    "processing item 1\nprocessing item 2\nprocessing item 3",
    "Lorem ipsum dolor sit amet, consectetur adipiscing elit",
    "  ✖️   Failed to install App",
    "panic: oh no\n\ngoroutine 1 [running]:\nmain.main()",
    'Traceback (most recent call last):\n  File "/opt/app/run.py", line 3, in <module>\n    main()\nValueError: bad frob',
    "assertion failed: left == right",
    "",
    "\n\n\n",
    "🚀🚀🚀",
    "Abc 123",
)
"""Texts that name no cause: wrapper lines, successes with warnings, programs nobody knows."""
