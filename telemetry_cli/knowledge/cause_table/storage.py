"""Storage: what is full, missing, in the way, read-only or broken."""

# ruff: noqa: E501, S108 - messages, in all languages, and commands in one piece

from __future__ import annotations

TYPE_CHECKING = False  # not from typing: explaining a code must not wait for that import
if TYPE_CHECKING:
    from telemetry_cli.knowledge.cause_table.row import Row

ROWS: tuple[Row, ...] = (
    {
        "id": "storage.full-tmp",
        "category": "storage",
        "title": "/tmp is full",
        "why": "Unpacking or building in /tmp filled it. /tmp is often a tmpfs of half the RAM (Proxmox VE 9, Debian 13), so it fills while the disk has room.",
        "likely_codes": {1: 4, 2: 2, 23: 3, 228: 2, 100: 1},
        "words": ("/tmp ... No space left on device", "tmpfs"),
        "lookalikes": "A full disk says the same words: `df -h / /tmp` tells which of the two it is. A bigger disk does not help a full tmpfs.",
        "fixes": (
            {"command": "df -h / /tmp", "why": "which of the two is full? A tmpfs is in memory"},
            {
                "command": "export TMPDIR=/var/tmp",
                "why": "temporary files go to the disk for the next try in this shell",
            },
            {
                "command": "mount -o remount,size=8G /tmp",
                "why": "a larger tmpfs until the next boot; it takes RAM, so have that much free",
            },
        ),
    },
    {
        "id": "storage.full-container",
        "category": "storage",
        "title": "The disk is full",
        "why": "The root disk of the container or VM has no space left: the application, its build or its packages need more than the disk was created with.",
        "likely_codes": {1: 4, 23: 6, 100: 3, 228: 8, 2: 3, 114: 5, 74: 2},
        "words": ("No space left on device", "ENOSPC", "Disk quota exceeded"),
        "lookalikes": '`df -h` shows room but the message stays: no inodes are left (`df -i`), or only /tmp is full. On ZFS a full container says "Disk quota exceeded".',
        "fixes": (
            {"command": "df -h / /tmp", "why": "which file system is full"},
            {
                "command": "pct resize {ctid} rootfs +4G",
                "why": "on the host: adds 4 GB to the container's disk; a disk cannot be made smaller again",
            },
            {
                "advice": "For an install that removed its container: export var_disk=<GB> with about twice the default size and run the installer again."
            },
        ),
    },
    {
        "id": "storage.full-host",
        "category": "storage",
        "title": "The host's disk is full",
        "why": "The storage or the root file system of the Proxmox host has no space left: backups, ISO images, templates or thin-provisioned disks filled it.",
        "likely_codes": {214: 9, 1: 2, 255: 2, 100: 1},
        "words": ("Not enough space on", "out of space", "/var/lib/vz ... No space left on device"),
        "lookalikes": "A full container says the same words about its own paths. LVM-thin can be full while `df` shows room: see `lvs`.",
        "fixes": (
            {"command": "df -h /; pvesm status", "why": "which file system or storage is full"},
            {
                "command": "du -xsh /var/lib/vz/* /var/log /var/cache/apt",
                "why": "what takes the space: backups (dump), ISO images and templates come first",
            },
            {
                "command": "apt-get clean",
                "why": "removes downloaded package files; they can be downloaded again",
            },
            {
                "advice": "Delete old backups and ISO images under the storage's Content, move guests off it, or choose another storage."
            },
        ),
    },
    {
        "id": "storage.thin-pool-full",
        "category": "storage",
        "title": "The LVM thin pool is full",
        "why": "The thin pool has no free data or metadata space, or reached the threshold at which LVM refuses new volumes. Volumes in it can become read-only or lose writes.",
        "likely_codes": {5: 5, 255: 4, 1: 1},
        "words": ("thin pool", "reached threshold", "out of data space"),
        "lookalikes": '"You have not turned on protection against thin pools running out of space" and "Sum of all thin volume sizes exceeds" are warnings that LVM prints on every success. A volume group without free extents is another case: `vgs`.',
        "fixes": (
            {
                "command": "lvs -a -o+data_percent,metadata_percent",
                "why": "how full the pool's data and metadata are",
            },
            {
                "command": "pct fstrim {ctid}",
                "why": "gives the blocks that the container deleted back to the pool",
            },
            {"command": "vgs", "why": "is there free space (VFree) to extend the pool with?"},
            {
                "command": "lvextend -L +10G pve/data",
                "why": "adds 10 GB of VFree to the pool pve/data; a thin pool cannot be made smaller again",
            },
            {"advice": "Delete snapshots and disks of guests that are not needed any more."},
        ),
    },
    {
        "id": "storage.vg-full",
        "category": "storage",
        "title": "The LVM volume group has no free space",
        "why": "A volume of the requested size does not fit into the free extents of the volume group (classic LVM, where space is taken at once).",
        "likely_codes": {5: 6, 255: 3, 1: 1},
        "words": ("has insufficient free space", "extents): ... required"),
        "lookalikes": 'A full thin pool is reported with "thin pool" or "threshold". One extent is 4 MB: a disk of exactly the free size does not fit.',
        "fixes": (
            {"command": "vgs", "why": "how much space (VFree) is left in each volume group"},
            {"command": "lvs", "why": "which volumes take it; remove only what no guest uses"},
            {
                "advice": "Choose a smaller disk or another storage, or add a disk to the volume group (pvcreate, vgextend)."
            },
        ),
    },
    {
        "id": "storage.inactive",
        "category": "storage",
        "title": "The storage does not exist or is not available",
        "why": "The storage named does not exist on this node, is disabled, not mounted, or its server cannot be reached.",
        "likely_codes": {217: 9, 255: 3, 119: 4, 120: 4, 2: 1, 5: 1},
        "words": ("storage ... does not exist", "is not available", "not mounted"),
        "lookalikes": '"does not support content" means that the storage exists, but this kind of content is not enabled for it.',
        "fixes": (
            {
                "command": "pvesm status",
                "why": "which storages exist on this node and are active; use one of these names",
            },
            {
                "command": "cat /etc/pve/storage.cfg",
                "why": "a storage with `nodes` exists only there; `disable` switches it off",
            },
            {
                "advice": "For NFS, CIFS, iSCSI: is the server on and reachable? For ZFS and LVM: `zpool status`, `vgs`."
            },
        ),
    },
    {
        "id": "storage.content-type",
        "category": "storage",
        "title": "The storage does not accept this kind of content",
        "why": "Each storage accepts only the kinds of content that are enabled for it: rootdir (containers), images (VM disks), vztmpl (templates), iso, backup.",
        "likely_codes": {213: 9, 119: 5, 120: 5, 212: 6, 219: 6, 224: 6, 255: 3},
        "words": ("does not support content", "rootdir", "vztmpl"),
        "lookalikes": '"storage ... does not exist" is a wrong or missing storage.',
        "fixes": (
            {
                "command": "pvesm status --content rootdir",
                "why": "storages that accept containers; --content vztmpl lists those for templates, images those for VM disks",
            },
            {
                "command": "grep -A6 ': {storage}$' /etc/pve/storage.cfg",
                "why": "what is enabled now; the next command replaces the whole list",
            },
            {
                "command": "pvesm set {storage} --content vztmpl,iso,backup,rootdir",
                "why": "replaces the list of contents, so name all that the storage shall keep; the same is under Datacenter > Storage > Edit > Content",
            },
        ),
    },
    {
        "id": "storage.leftover-volume",
        "category": "storage",
        "title": "A disk of that ID is left over from another guest",
        "why": "The volume, dataset or image to be created exists already: a guest with this ID was removed incompletely, or another node uses the ID.",
        "likely_codes": {5: 7, 255: 5, 209: 3, 17: 1},
        "words": (
            "already exists in volume group",
            "dataset already exists",
            "disk image ... already exists",
        ),
        "lookalikes": '"CT ... already exists on node" means that the guest itself exists. LVM exits with 5 whatever its error: read its line.',
        "fixes": (
            {
                "command": "pvesm list {storage} --vmid {ctid}",
                "why": "the left-over volumes; `lvs | grep {ctid}` and `zfs list | grep {ctid}` show the same",
            },
            {
                "command": "grep -rl {ctid} /etc/pve/nodes/*/lxc /etc/pve/nodes/*/qemu-server",
                "why": "does a guest on any node use that disk? Then keep it, and take another ID",
            },
            {
                "command": "pvesh get /cluster/nextid",
                "why": "a free ID: the way without deleting anything",
            },
            {
                "command": "pvesm free {storage}:vm-{ctid}-disk-0",
                "why": "deletes that disk and its data for good: only if no guest uses it",
            },
        ),
    },
    {
        "id": "storage.volume-name",
        "category": "storage",
        "title": "The volume's name does not fit the storage type",
        "why": "Directory, NFS, CIFS and Btrfs storages want `<ID>/vm-<ID>-disk-0.raw`, LVM, ZFS and Ceph `vm-<ID>-disk-0`. The script used the other form.",
        "likely_codes": {255: 6, 226: 5, 2: 1, 25: 1},
        "words": ("unable to parse directory volume name", "illegal name"),
        "lookalikes": '"already exists" about the same volume is a left-over disk.',
        "fixes": (
            {"command": "pvesm status", "why": "the type of each storage"},
            {
                "command": "pvesm alloc {storage} {ctid} '' 4G",
                "why": "creates a 4 GB disk and lets the storage choose its name",
            },
            {"advice": "Use a script that is up to date, or choose an LVM-thin or ZFS storage."},
        ),
    },
    {
        "id": "storage.image-format",
        "category": "storage",
        "title": "The disk image has the wrong format",
        "why": "The image is still compressed, is not what its name says, or its format is not accepted by the storage or by qemu-img.",
        "likely_codes": {1: 3, 226: 5, 255: 3},
        "words": ("Image is not in", "Unknown file format"),
        "lookalikes": 'A 404 page saved as the image also "is not in qcow2 format": `file <IMAGE>` tells. "unable to parse directory volume name" is about the target\'s name.',
        "fixes": (
            {
                "command": "file {path}",
                "why": "what the file really is: HTML is a failed download, XZ or gzip must be unpacked first",
            },
            {
                "command": "qemu-img info {path}",
                "why": "the real format, to be given to `qm importdisk ... --format`",
            },
        ),
    },
    {
        "id": "storage.io-error",
        "category": "storage",
        "title": "Reading or writing the disk failed",
        "why": "The kernel could not read or write the disk: a failing disk, SD card, cable or USB adapter, a damaged file system, or a full thin pool below it.",
        "likely_codes": {255: 3, 74: 5, 100: 2, 1: 2, 135: 3, 2: 1},
        "words": ("Input/output error", "I/O error, dev", "EXT4-fs error"),
        "lookalikes": '"General I/O error" of a program may mean a missing file. A full thin pool causes I/O errors too: see `lvs`.',
        "fixes": (
            {
                "command": "dmesg -T | grep -iE 'i/o error|ext4|xfs|btrfs|nvme|ata[0-9]'",
                "why": "which disk the kernel complains of",
            },
            {
                "command": "smartctl -a /dev/{device}",
                "why": "the disk's own account of its health (package smartmontools)",
            },
            {
                "advice": "Back up what can still be read, replace the disk, cable or SD card, and restore. Run fsck only on a file system that is not mounted."
            },
        ),
    },
    {
        "id": "storage.read-only",
        "category": "storage",
        "title": "The file system is read-only",
        "why": "The kernel made the file system read-only after an error, or it is mounted so on purpose (a live medium, a bind mount, a snapshot).",
        "likely_codes": {100: 5, 1: 3, 255: 1},
        "words": ("Read-only file system", "EROFS"),
        "lookalikes": "In an unprivileged container /proc and /sys are read-only on purpose: a line about /proc/sys is a matter of privileges.",
        "fixes": (
            {
                "command": "dmesg -T | grep -iE 'remount|ext4|i/o error'",
                "why": "why the kernel made it read-only",
            },
            {"command": "findmnt -o TARGET,SOURCE,OPTIONS /", "why": "is `ro` among the options?"},
            {
                "advice": "Check the disk, run fsck from a rescue system while the file system is not mounted, then `dpkg --configure -a`."
            },
        ),
    },
    {
        "id": "storage.inodes",
        "category": "storage",
        "title": "No inodes are left",
        "why": "The file system has room for data, but not for more files: masses of small files (sessions, caches, mail) used up its inodes.",
        "likely_codes": {1: 2, 100: 1},
        "words": ("df -i", "IUse%", "inodes"),
        "lookalikes": '"System limit for number of file watchers reached" is inotify\'s limit, though its code is ENOSPC too.',
        "fixes": (
            {"command": "df -i", "why": "IUse% of 100 % means that no inodes are left"},
            {
                "command": "du --inodes -x / 2>/dev/null | sort -n | tail -20",
                "why": "the directories with the most files; delete only caches, sessions and the like",
            },
        ),
    },
    {
        "id": "storage.quota",
        "category": "storage",
        "title": "A quota is used up",
        "why": "The file system has room, but the user, project, dataset or share has a quota that is used up.",
        "likely_codes": {1: 2, 122: 2},
        "words": ("quota exceeded",),
        "lookalikes": 'A container on ZFS says "Disk quota exceeded" when its disk is full. "could not create session key: disk quota exceeded" is the kernel\'s key quota.',
        "fixes": (
            {
                "command": "zfs get -r quota,refquota,used rpool",
                "why": "on ZFS: the limits of datasets",
            },
            {"command": "repquota -a", "why": "on ext4 and XFS: the limits of users and groups"},
        ),
    },
)
