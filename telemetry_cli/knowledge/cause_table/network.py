"""Network: names, routes, connections, certificates, proxies."""

# ruff: noqa: E501, S104 - messages, in all languages, and commands in one piece

from __future__ import annotations

TYPE_CHECKING = False  # not from typing: explaining a code must not wait for that import
if TYPE_CHECKING:
    from telemetry_cli.knowledge.cause_table.row import Row

ROWS: tuple[Row, ...] = (
    {
        "id": "network.dns",
        "category": "network",
        "title": "A host name does not resolve",
        "why": "The DNS server that the container or host uses did not answer, or does not know the name: wrong or unreachable resolver, Pi-hole or AdGuard down, no network yet.",
        "likely_codes": {6: 9, 100: 5, 2: 2, 4: 4, 128: 2, 1: 2, 68: 3},
        "words": ("Could not resolve host", "Temporary failure resolving", "EAI_AGAIN"),
        "lookalikes": "`sudo: unable to resolve host <own name>` is a missing line in /etc/hosts and harmless. A name that resolves to 0.0.0.0 is blocked on purpose.",
        "fixes": (
            {
                "command": "pct exec {ctid} -- cat /etc/resolv.conf",
                "why": "on the host: which DNS server the container asks",
            },
            {
                "command": "getent hosts {host}",
                "why": "in the container: does the name resolve now? Alpine: nslookup",
            },
            {
                "command": "pct set {ctid} --nameserver 1.1.1.1",
                "why": "another DNS server for the container; lasts, and takes effect with its next start",
            },
            {
                "advice": "Check Pi-hole, AdGuard or the router's DNS, and the firewall of the bridge (UDP and TCP port 53)."
            },
        ),
    },
    {
        "id": "network.unreachable",
        "category": "network",
        "title": "No route to the network",
        "why": "The machine has no address or no route to the target: no default gateway, wrong subnet, or the target's network is down.",
        "likely_codes": {7: 5, 100: 3, 4: 2, 128: 1, 122: 4},
        "words": ("Network is unreachable", "No route to host"),
        "lookalikes": 'Only IPv6 addresses in the line: IPv6 is broken where IPv4 works. On the same machine "No route to host" can be a firewall\'s reject.',
        "fixes": (
            {
                "command": "pct exec {ctid} -- ip route",
                "why": "on the host: a line `default via ...` has to be there",
            },
            {
                "command": "pct config {ctid} | grep net0",
                "why": "bridge, address with /24 and gateway, VLAN tag",
            },
            {
                "advice": "With a static address set the gateway too; with DHCP leave it empty. Is the router reachable from the host?"
            },
        ),
    },
    {
        "id": "network.refused",
        "category": "network",
        "title": "The connection was refused",
        "why": "The target machine is there, but nothing accepts connections on that port: the service is down, listens elsewhere, or a firewall rejects.",
        "likely_codes": {7: 9, 1: 2, 4: 2, 100: 2, 111: 3},
        "words": ("Connection refused", "ECONNREFUSED"),
        "lookalikes": "On 5432, 3306, 6379 or 27017 it is the database that is not running. Refused by a big public site (GitHub) is a DNS filter or firewall.",
        "fixes": (
            {
                "command": "ss -ltn",
                "why": "on the target machine: does anything listen on the port, and on which address?",
            },
            {
                "command": "curl -v {url}",
                "why": "to which address does the name resolve? 0.0.0.0 or a LAN address is a DNS filter",
            },
        ),
    },
    {
        "id": "network.blocked",
        "category": "network",
        "title": "A firewall or DNS filter blocks the connection",
        "why": "The name resolves to 0.0.0.0 or to a filter in the LAN, or a firewall rejects the connection: a DNS blocklist, a country or provider block, an allow-list.",
        "likely_codes": {7: 6, 4: 3, 22: 2, 56: 2, 100: 1},
        "words": ("0.0.0.0", "Connection refused ... githubusercontent.com"),
        "lookalikes": "A refused connection to a machine of your own is a service that does not run.",
        "fixes": (
            {
                "command": "getent hosts {host}",
                "why": "0.0.0.0, 127.0.0.1 or a LAN address means that a DNS filter answers",
            },
            {
                "command": "curl -sSI https://raw.githubusercontent.com",
                "why": "does the way to GitHub work from this machine?",
            },
            {
                "advice": "Allow raw.githubusercontent.com, *.githubusercontent.com and github.com in Pi-hole, AdGuard or the firewall."
            },
        ),
    },
    {
        "id": "network.timeout",
        "category": "network",
        "title": "The connection timed out",
        "why": "No answer came in time: a slow or overloaded server, a firewall that drops packets, a wrong MTU, or a slow line.",
        "likely_codes": {28: 9, 56: 2, 100: 2, 2: 2, 1: 2, 124: 4},
        "words": ("timed out", "curl: (28)", "ETIMEDOUT"),
        "lookalikes": '"got timeout" about a lock file is Proxmox waiting for another task. A start that times out is systemd\'s.',
        "fixes": (
            {"command": "time curl -sSI {url}", "why": "does the server answer now, and how fast?"},
            {
                "command": "ip link show",
                "why": "an MTU above 1500 on a bridge, or below 1500 on the way (VPN, PPPoE), makes large answers hang",
            },
            {
                "advice": "Run it again later. For uv: export UV_HTTP_TIMEOUT=600; for git: a shallow clone (--depth 1)."
            },
        ),
    },
    {
        "id": "network.reset",
        "category": "network",
        "title": "The connection broke off",
        "why": "The connection was closed in the middle of a transfer: an unstable line, a proxy or firewall in between, a wrong MTU, or an overloaded server.",
        "likely_codes": {56: 6, 18: 6, 35: 2, 52: 5, 55: 5, 92: 5, 128: 3, 100: 1, 16: 3},
        "words": ("Connection reset by peer", "early EOF", "transfer closed with"),
        "lookalikes": 'A certificate that is not trusted also ends with curl 35 or 60, but says "certificate". "Broken pipe" without a network word is a pipe in the script.',
        "fixes": (
            {
                "advice": "Run it again; if it breaks off at the same place, try another line, mirror or DNS."
            },
            {
                "command": "ip link show",
                "why": "compare the MTU of the bridge and the container: 9000 or a VPN in between breaks large transfers",
            },
            {
                "command": "git config --global http.version HTTP/1.1",
                "why": "for git's HTTP/2 errors; a lasting setting, undo it with --unset",
            },
        ),
    },
    {
        "id": "network.tls",
        "category": "network",
        "title": "The TLS certificate or handshake failed",
        "why": "The certificate is not trusted, has expired, is for another name, or both sides have no TLS version in common. A wrong clock, old ca-certificates or a proxy that inspects TLS do this.",
        "likely_codes": {60: 9, 35: 6, 5: 1, 77: 4, 51: 3, 100: 2, 128: 1, 1: 1},
        "words": (
            "certificate verify failed",
            "SSL certificate problem",
        ),
        "lookalikes": '"Connection reset by peer" in the handshake is a broken line. The note that apt\'s packages are signed is a matter of keys, not of TLS.',
        "fixes": (
            {
                "command": "date",
                "why": "a wrong clock makes certificates invalid; a container has its host's clock",
            },
            {
                "command": "apt-get install --reinstall ca-certificates",
                "why": "in the container: installs the list of trusted authorities again",
            },
            {
                "command": "curl -vI {url}",
                "why": "who issued the certificate? A firewall's or proxy's own name there means that TLS is inspected: install its CA",
            },
        ),
    },
    {
        "id": "network.proxy",
        "category": "network",
        "title": "The proxy does not work",
        "why": "A proxy is configured (variable, apt, npm, git) and cannot be reached, wants authentication, or refuses the target.",
        "likely_codes": {5: 2, 56: 3, 100: 4, 97: 2, 1: 1},
        "words": ("from proxy after CONNECT", "407", ":3142", "proxyconnect"),
        "lookalikes": 'A 403 or 503 that a proxy passes on from the server says nothing of the proxy. npm\'s "In most cases you are behind a proxy" is its standard text for any network error.',
        "fixes": (
            {
                "command": "env | grep -i proxy; grep -ri proxy /etc/apt/apt.conf.d/",
                "why": "which proxy is configured, and where",
            },
            {
                "command": "npm config get proxy; git config --get http.proxy",
                "why": "npm and git have settings of their own",
            },
            {
                "advice": "407: put user:password@ into the proxy's URL. Port 3142 is apt-cacher-ng: repair it or leave it out; https has to bypass it."
            },
        ),
    },
    {
        "id": "network.ipv6",
        "category": "network",
        "title": "IPv6 does not work where IPv4 does",
        "why": "The name has an IPv6 address and the machine has one too, but IPv6 traffic does not get out; or the host has only IPv6 and the target only IPv4.",
        "likely_codes": {7: 1, 100: 2, 28: 1},
        "words": ("2a04:", "2606:", "Address family not supported"),
        "lookalikes": "apt tries all addresses and names the last: if IPv4 addresses of the same host fail too, the whole network is unreachable.",
        "fixes": (
            {"command": "curl -4 -sSI {url}", "why": "works with -4 and not with -6: it is IPv6"},
            {
                "command": "echo 'Acquire::ForceIPv4 \"true\";' > /etc/apt/apt.conf.d/99force-ipv4",
                "why": "apt uses only IPv4 from now on; delete the file to undo it",
            },
            {
                "advice": "Disable IPv6 in the installer's advanced settings, or repair the router's IPv6."
            },
        ),
    },
)
