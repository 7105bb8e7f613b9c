"""The record of an install: its fields and its ID.

`FIELDS` is the single definition of the fields. The options and variables of the start commands,
the requests, the server's schema, the privacy list and the manual are derived from it.
"""

from __future__ import annotations

import hashlib
from enum import Enum, StrEnum
from typing import NamedTuple, TypeAlias

Value: TypeAlias = str | int | float | bool | None
"""A field's value in JSON."""

MAX_TEXT = 5000
"""The default limit of a PocketBase text field, in characters."""

MAX_NAME = 255
"""The limit for names, versions and methods, in characters; longer ones are cut."""

ID_LENGTH = 15
_ID_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


class InstallType(StrEnum):
    """What is installed; the `type` of a record."""

    LXC = "lxc"
    VM = "vm"
    ADDON = "addon"
    PVE = "pve"

    @property
    def ct_type(self) -> int:
        """The default `ct_type`: 1 = LXC, 2 = VM."""
        return 2 if self is InstallType.VM else 1


class Status(StrEnum):
    """The status of an install, spelled as the server stores it (`sucess`)."""

    INSTALLING = "installing"
    SUCCESS = "sucess"
    FAILED = "failed"
    UNKNOWN = "unknown"

    @property
    def word(self) -> str:
        """The spelling that users read and type."""
        return "success" if self is Status.SUCCESS else self.value

    @property
    def is_final(self) -> bool:
        """Whether an install with this status has ended."""
        return self is not Status.INSTALLING


class Kind(Enum):
    """The PocketBase field types in use (https://pocketbase.io/docs/collections)."""

    TEXT = "text"
    NUMBER = "number"
    SELECT = "select"
    AUTODATE = "autodate"


class Field(NamedTuple):
    """A field of the record: its type, its limits, and where its value comes from.

    `maximum` limits a number (in `unit`) or the length of a text. `choices` are the values of a
    select. `whole` means integers only, `lines` allows a text of several lines.

    Installers pass a value with `option` (described by `metavar` and `help`), with the environment
    variable `variable`, or with both. If they pass none, `default` is sent, or nothing.
    `example` and `why` document what is sent and why. The server sets fields without an example.
    """

    name: str
    kind: Kind
    required: bool = False
    option: str = ""
    variable: str = ""
    metavar: str = ""
    help: str = ""
    default: str = ""
    unit: str = ""
    minimum: int = 0
    maximum: int = 0
    choices: tuple[str, ...] = ()
    indexed: bool = False
    whole: bool = True
    lines: bool = False
    example: str = ""
    why: str = ""


FIELDS = (
    Field(
        name="random_id",
        kind=Kind.TEXT,
        required=True,
        option="--random-id",
        variable="RANDOM_UUID",
        metavar="UUID",
        help="The session's UUID. Visible in ps; prefer RANDOM_UUID.",
        maximum=MAX_NAME,
        example="0d9a1f7e-5b6c-4c3d-8e2f-1a2b3c4d5e6f",
        why="links the end of an install to its start; generated for each install",
    ),
    Field(
        name="type",
        kind=Kind.SELECT,
        required=True,
        choices=tuple(InstallType),
        indexed=True,
        example="lxc",
        why="containers, virtual machines and addons fail for different reasons",
    ),
    Field(
        name="nsapp",
        kind=Kind.TEXT,
        required=True,
        option="--app",
        variable="NSAPP",
        metavar="TEXT",
        help="Name of the application.",
        default="unknown",
        maximum=MAX_NAME,
        indexed=True,
        example="jellyfin",
        why="which script to fix",
    ),
    Field(
        name="ct_type",
        kind=Kind.NUMBER,
        required=True,
        option="--ct-type",
        variable="CT_TYPE",
        metavar="1|2",
        help="1 = LXC, 2 = VM; by default 2 only for VMs.",
        minimum=1,
        maximum=2,
        example="1",
        why="container (1) or virtual machine (2), as in api.func",
    ),
    Field(
        name="status",
        kind=Kind.SELECT,
        required=True,
        choices=tuple(Status),
        indexed=True,
        example="failed",
        why="how the install went",
    ),
    Field(
        name="disk_size",
        kind=Kind.NUMBER,
        option="--disk-size",
        variable="DISK_SIZE",
        metavar="GB",
        help="Disk size in GB, such as 8 or 8G.",
        unit="GB",
        maximum=1024**2,
        whole=False,
        example="8",
        why="whether the default is too small",
    ),
    Field(
        name="core_count",
        kind=Kind.NUMBER,
        option="--core-count",
        variable="CORE_COUNT",
        metavar="N",
        help="Number of CPU cores.",
        maximum=8192,
        example="2",
        why="whether the default is too small",
    ),
    Field(
        name="ram_size",
        kind=Kind.NUMBER,
        option="--ram-size",
        variable="RAM_SIZE",
        metavar="MB",
        help="Memory in MB, such as 2048 or 2G.",
        unit="MB",
        maximum=1024**3,
        example="2048",
        why="whether the default is too small",
    ),
    Field(
        name="os_type",
        kind=Kind.TEXT,
        option="--os-type",
        variable="var_os",
        metavar="TEXT",
        help="Operating system, e.g. debian.",
        maximum=MAX_NAME,
        example="debian",
        why="failures of a single operating system",
    ),
    Field(
        name="os_version",
        kind=Kind.TEXT,
        option="--os-version",
        variable="var_version",
        metavar="TEXT",
        help="Version of the operating system, e.g. 12.",
        maximum=MAX_NAME,
        example="12",
        why="failures of a single release",
    ),
    Field(
        name="pve_version",
        kind=Kind.TEXT,
        option="--pve-version",
        metavar="TEXT",
        help="Version of Proxmox VE; detected with pveversion.",
        default="not found",
        maximum=MAX_NAME,
        example="8.2.2",
        why="failures of a single Proxmox VE version, and which versions are in use",
    ),
    Field(
        name="method",
        kind=Kind.TEXT,
        option="--method",
        variable="METHOD",
        metavar="TEXT",
        help="Installation method.",
        default="default",
        maximum=MAX_NAME,
        example="default",
        why="whether default or advanced settings fail",
    ),
    Field(
        name="error",
        kind=Kind.TEXT,
        maximum=MAX_TEXT,
        lines=True,
        example="Killed (SIGKILL / Out of memory?)",
        why="what went wrong: the meaning of the exit code, or an error text or log, redacted",
    ),
    Field(
        name="exit_code",
        kind=Kind.NUMBER,
        maximum=255,
        indexed=True,
        example="137",
        why="what went wrong, as a number",
    ),
    Field(
        name="created",
        kind=Kind.AUTODATE,
        indexed=True,
        why="when the install started, by the server's clock",
    ),
    Field(
        name="updated",
        kind=Kind.AUTODATE,
        indexed=True,
        why="when the install ended, by the server's clock",
    ),
)

FIELD = {field.name: field for field in FIELDS}
FIELD_NAMES = ("id", *FIELD)
START_FIELDS = tuple(field for field in FIELDS if field.option and field.name != "random_id")
"""The fields whose values an installer passes to a start command."""

SENT_FIELDS = tuple(field.name for field in FIELDS if field.example)
"""The names of the fields that this program sends; the server sets the others."""

FINAL_FIELDS = ("status", "error", "exit_code")
"""The fields that an update sends; only these may change."""


class Start(NamedTuple):
    """The start of an install. `fields` are the fields to send, by name."""

    random_id: str
    fields: dict[str, Value]


class Final(NamedTuple):
    """How an install ended. `exit_code` is 0 to 255, `error` has at most 5,000 characters."""

    status: Status
    exit_code: int
    error: str

    def fields(self) -> dict[str, Value]:
        """The fields of the PATCH that ends the record."""
        return {"status": self.status.value, "error": self.error, "exit_code": self.exit_code}


def record_id(random_id: str) -> str:
    """The ID of a session's record: the last 15 digits of the SHA-256 of `random_id`, in base 36.

    A client that knows `random_id` can update the record without looking up its ID, and a repeated
    POST cannot create a second record.
    """
    number = int.from_bytes(hashlib.sha256(random_id.encode()).digest(), "big")
    digits = []
    for _ in range(ID_LENGTH):
        number, digit = divmod(number, len(_ID_DIGITS))
        digits.append(_ID_DIGITS[digit])
    return "".join(reversed(digits))
