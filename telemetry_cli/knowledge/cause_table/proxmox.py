"""Proxmox VE: containers, VMs, templates, the cluster, the host's devices."""

# ruff: noqa: E501 - messages, in all languages, and commands in one piece

from __future__ import annotations

TYPE_CHECKING = False  # not from typing: explaining a code must not wait for that import
if TYPE_CHECKING:
    from telemetry_cli.knowledge.cause_table.row import Row

ROWS: tuple[Row, ...] = (
    {
        "id": "proxmox.ctid-in-use",
        "category": "proxmox",
        "title": "The ID is in use",
        "why": "A container or VM with this ID exists, on this node or another node of the cluster.",
        "likely_codes": {206: 9, 109: 5, 255: 3, 209: 1, 17: 1},
        "words": ("already exists on node", "is already in use"),
        "lookalikes": '"Logical Volume ... already exists" is a disk left over from a guest that is gone.',
        "fixes": (
            {"command": "pvesh get /cluster/nextid", "why": "the next free ID"},
            {
                "command": "pvesh get /cluster/resources --type vm",
                "why": "all guests of all nodes with their IDs",
            },
        ),
    },
    {
        "id": "proxmox.no-quorum",
        "category": "proxmox",
        "title": "The cluster has no quorum",
        "why": "More than half of the cluster's nodes have to be on. Without them /etc/pve is read-only and no guest can be created or started.",
        "likely_codes": {210: 9, 255: 2, 2: 1, 1: 1},
        "words": ("no quorum", "Activity blocked"),
        "lookalikes": '"ipcc_send_rec failed" is the cluster file system itself that does not run.',
        "fixes": (
            {"command": "pvecm status", "why": "Quorate: Yes or No, and which votes are missing"},
            {
                "advice": "Switch the other nodes on, or set up a QDevice for a cluster of two nodes."
            },
            {
                "command": "pvecm expected 1",
                "why": "one vote is enough until the others are back; dangerous while another node may run the same guests",
            },
        ),
    },
    {
        "id": "proxmox.pmxcfs",
        "category": "proxmox",
        "title": "The cluster file system /etc/pve is not available",
        "why": "pve-cluster does not run, /etc/pve is not mounted or not in sync, or the command was not started as root on the Proxmox host.",
        "likely_codes": {255: 4, 111: 2, 213: 1, 215: 4},
        "words": ("ipcc_send_rec", "Unable to load access control list", "pmxcfs"),
        "lookalikes": 'Without quorum /etc/pve is there, but read-only: "no quorum".',
        "fixes": (
            {
                "command": "systemctl status pve-cluster corosync",
                "why": "does the cluster file system run, and what did it say last?",
            },
            {"command": "findmnt /etc/pve", "why": "has to show /dev/fuse"},
            {
                "advice": "Run the command as root in the Proxmox VE shell, not in a container. `hostname --ip-address` has to give the node's own address (/etc/hosts)."
            },
        ),
    },
    {
        "id": "proxmox.template-missing",
        "category": "proxmox",
        "title": "There is no such template",
        "why": "The list of templates is out of date or empty, or there is no template for this system, version and architecture.",
        "likely_codes": {225: 9, 255: 3, 207: 3, 223: 4, 220: 3},
        "words": ("no such template", "No template found for"),
        "lookalikes": "If `pveam update` itself fails, it is DNS or the route to download.proxmox.com.",
        "fixes": (
            {
                "command": "pveam update",
                "why": 'gets the current list; has to say "update successful"',
            },
            {"command": "pveam available --section system", "why": "the templates that exist now"},
        ),
    },
    {
        "id": "proxmox.template-download",
        "category": "proxmox",
        "title": "The template could not be downloaded or is damaged",
        "why": "The template's file is incomplete (broken connection, full disk) or could not be fetched from download.proxmox.com.",
        "likely_codes": {222: 9, 218: 9, 221: 6, 211: 5, 255: 2, 208: 2, 209: 2},
        "words": ("while downloading the LXC template", "tar xpf ... exit code 2", "premature end"),
        "lookalikes": '"no such template" is a name that is not in the list. "No space left" in the same output is a full disk.',
        "fixes": (
            {
                "command": "pveam list {storage}",
                "why": "the templates on this storage, with their sizes: a small one is incomplete",
            },
            {
                "command": "pveam remove {storage}:vztmpl/{template}",
                "why": "deletes the damaged template, so that it is downloaded again",
            },
            {
                "command": "curl -sSI http://download.proxmox.com/images/",
                "why": "does the host reach the template server?",
            },
        ),
    },
    {
        "id": "proxmox.locked",
        "category": "proxmox",
        "title": "The container or VM is locked",
        "why": "Another task (backup, snapshot, clone, migration) works on this guest, or one was interrupted and left its lock.",
        "likely_codes": {255: 3, 200: 5, 1: 1, 25: 1},
        "words": ("can't lock file", "is locked (backup)"),
        "lookalikes": 'apt\'s lock inside a container is another one ("dpkg frontend lock").',
        "fixes": (
            {
                "command": "pvesh get /cluster/tasks",
                "why": "is a backup, clone or snapshot of this guest running? Then wait for it",
            },
            {
                "command": "pct unlock {ctid}",
                "why": "only when no task runs: removes a left-over lock of a container; qm unlock does it for a VM",
            },
        ),
    },
    {
        "id": "proxmox.kvm-disabled",
        "category": "proxmox",
        "title": "Hardware virtualisation is not available",
        "why": "VMs need VT-x or AMD-V (SVM): it is off in the BIOS, or Proxmox VE runs in a VM without nested virtualisation.",
        "likely_codes": {255: 3, 1: 1},
        "words": ("KVM virtualisation configured, but not available",),
        "lookalikes": "A VM that starts and then stops has another cause.",
        "fixes": (
            {
                "command": "grep -Ec 'vmx|svm' /proc/cpuinfo",
                "why": "0: the CPU's virtualisation is off in the BIOS or hidden by an outer VM",
            },
            {
                "command": "dmesg | grep -i kvm",
                "why": '"disabled by BIOS" names the place to change it',
            },
            {
                "advice": "Proxmox VE in a VM: switch nested virtualisation on in the outer host and give this VM the CPU type `host`."
            },
        ),
    },
    {
        "id": "proxmox.bridge",
        "category": "proxmox",
        "title": "The bridge or the network settings are wrong",
        "why": "The bridge does not exist on this host, or address, gateway, VLAN tag or MAC have the wrong form: a static address needs its /24, DHCP takes no gateway.",
        "likely_codes": {116: 9, 255: 4, 208: 2},
        "words": ("does not exist", "Failed to create network device", "net0: invalid format"),
        "lookalikes": "A container that starts but gets no address is not the bridge's name, but DHCP, VLAN or a firewall.",
        "fixes": (
            {
                "command": "ip -br link show type bridge",
                "why": "the bridges of this host; Open vSwitch: ovs-vsctl list-br",
            },
            {
                "command": "pct config {ctid} | grep net0",
                "why": "what is set: bridge=, ip=192.168.1.50/24, gw= without a mask, or ip=dhcp without gw",
            },
            {
                "advice": "Choose a bridge that exists, or create vmbr0 under node > System > Network."
            },
        ),
    },
    {
        "id": "proxmox.device-passthrough",
        "category": "proxmox",
        "title": "A device is missing or may not be passed through",
        "why": "The guest's configuration names a device (/dev/dri, USB, PCI, /dev/net/tun) that is not there, is no device, or is not allowed to be used.",
        "likely_codes": {255: 4, 236: 5, 19: 1, 1: 1},
        "words": ("is not a device", 'Failed to mount "/dev/', "IOMMU not present"),
        "lookalikes": '"Failed to mount \\"proc\\"" or \\"cgroup\\" is AppArmor or nesting, not a device.',
        "fixes": (
            {
                "command": "pct config {ctid} | grep -E '^(dev|lxc|mp)'",
                "why": "on the host: which devices the container wants",
            },
            {
                "command": "ls -l /dev/dri /dev/net/tun",
                "why": "on the host: a device has c or b in front; a plain file named renderD128 has to be removed",
            },
            {
                "advice": "Remove the line (dev0, lxc.mount.entry) from /etc/pve/lxc/{ctid}.conf, or load the device's driver on the host."
            },
        ),
    },
    {
        "id": "proxmox.kernel-keys",
        "category": "proxmox",
        "title": "The kernel's key quota is used up",
        "why": "All unprivileged containers share the keys of one user ID; Docker takes one for each container. The default quota is 200 keys.",
        "likely_codes": {108: 9, 107: 5, 237: 3, 125: 1},
        "words": ("session key: disk quota exceeded", "maxkeys"),
        "lookalikes": '"Disk quota exceeded" without the word key is a full disk on ZFS, or a quota.',
        "fixes": (
            {
                "command": "cat /proc/key-users; cat /proc/sys/kernel/keys/maxkeys /proc/sys/kernel/keys/maxbytes",
                "why": "on the host: used keys and the limits of user 100000",
            },
            {
                "command": "sysctl kernel.keys.maxkeys kernel.keys.maxbytes",
                "why": "set twice these values in /etc/sysctl.d/98-keys.conf: a fixed number could lower them",
            },
        ),
    },
    {
        "id": "proxmox.lxc-network",
        "category": "proxmox",
        "title": "The container has no network",
        "why": "The container runs, but got no address or reaches nothing: no DHCP server in that network, a wrong VLAN tag, a firewall or MAC filter.",
        "likely_codes": {118: 9, 121: 9, 122: 4, 123: 4, 1: 1},
        "words": ("No Network", "No IP assigned", "No DHCPOFFERS"),
        "lookalikes": "With an address and a route, but without names, it is DNS.",
        "fixes": (
            {
                "command": "pct exec {ctid} -- ip addr show eth0",
                "why": "on the host: has the container got an address?",
            },
            {
                "command": "pct config {ctid} | grep net0",
                "why": "bridge, VLAN tag, firewall=1, and ip=dhcp or an address with /24",
            },
            {
                "advice": "Is there a DHCP server in this network (VLAN)? Does the switch or the Wi-Fi filter unknown MAC addresses?"
            },
        ),
    },
    {
        "id": "proxmox.privileges",
        "category": "proxmox",
        "title": "The container's privileges forbid the operation",
        "why": "An unprivileged container may not mount, create device nodes or change kernel settings. Some programs need nesting or keyctl, or a privileged container.",
        "likely_codes": {226: 5, 255: 1, 32: 3, 1: 2, 10: 1},
        "words": ("Operation not permitted", "226/NAMESPACE", "Permission denied"),
        "lookalikes": "In Docker inside a container it is Docker's own matter (AppArmor, overlay, sysctl).",
        "fixes": (
            {
                "command": "pct config {ctid} | grep -E 'features|unprivileged'",
                "why": "on the host: what the container has now; keep what stands there",
            },
            {
                "command": "pct set {ctid} --features nesting=1,keyctl=1",
                "why": "replaces the whole line, so add fuse, mount and others that stand there; nesting shows the host's /proc and /sys to the container; needs a restart",
            },
            {
                "advice": "For programs that mount or load kernel modules: a privileged container or better a VM."
            },
        ),
    },
    {
        "id": "proxmox.unsupported-version",
        "category": "proxmox",
        "title": "Proxmox VE is too old or too new",
        "why": 'The script supports only certain Proxmox VE versions, or pve-container is too old for the template ("unsupported debian version").',
        "likely_codes": {105: 9, 231: 6, 232: 4, 255: 3, 209: 2, 1: 1},
        "words": ("is not supported", "unsupported debian version"),
        "lookalikes": "An old copy of a script (tteck) on a newer host says the same: use the current address.",
        "fixes": (
            {"command": "pveversion", "why": "the version of this host"},
            {
                "command": "apt-get update && apt-get dist-upgrade",
                "why": "on the host: brings all packages up to date together; read the list and stop if it would remove proxmox-ve",
            },
            {
                "advice": "With an older host: export var_version=12 takes a template that it knows. With a newer one: wait until the scripts support it."
            },
        ),
    },
    {
        "id": "proxmox.config",
        "category": "proxmox",
        "title": "The configuration of the container or VM is invalid",
        "why": "A value is not accepted (host name with underscore, password, option), the configuration file is missing, or a line of it cannot be read.",
        "likely_codes": {255: 5, 208: 6, 25: 2, 216: 5, 110: 3, 203: 2, 205: 3},
        "words": ("Parameter verification failed", "does not exist", "invalid format"),
        "lookalikes": '"net0: invalid format" is the network line; "invalid content type" comes from storage.cfg and is printed as a warning by every command.',
        "fixes": (
            {
                "command": "pct config {ctid}",
                "why": "on the host: the configuration as it is read; qm config for a VM",
            },
            {
                "advice": 'The line under "Parameter verification failed" names the option. Host names: letters, digits and hyphens only.'
            },
        ),
    },
    {
        "id": "proxmox.lxc-start",
        "category": "proxmox",
        "title": "The container does not start",
        "why": "LXC stopped while it set the container up: a mount, a hook, AppArmor, cgroup or the user map. The line that failed first says which.",
        "likely_codes": {255: 5, 227: 8, 117: 6, 1: 1},
        "words": ("startup for container", "lxc.hook.pre-start", "Failed to spawn container"),
        "lookalikes": "A bridge, device, storage or disk error in the lines before is the cause; these lines only pass it on. Exit code 255 is pct's own and not dpkg's.",
        "fixes": (
            {
                "command": "pct start {ctid} --debug",
                "why": "on the host: prints LXC's log, whose first ERROR line is the reason",
            },
            {
                "command": "journalctl -b -u pve-container@{ctid}",
                "why": "on the host: what the last start said",
            },
            {
                "command": "pct config {ctid}",
                "why": "mounts (mp0), devices (dev0) and lxc.* lines that cannot be met any more",
            },
        ),
    },
)
