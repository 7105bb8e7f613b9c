"""The record of an install: its fields, its parts, its ID. All about fields derives from here."""

from __future__ import annotations

import hashlib
from enum import Enum, StrEnum
from typing import NamedTuple, TypeAlias

Value: TypeAlias = str | int | float | bool | None
"""What one field of a record may hold on the wire (JSON)."""

MAX_TEXT = 5000
"""Characters a PocketBase text field holds by default (`validation_max_text_constraint`)."""

MAX_NAME = 255
"""Characters of a name, version or method: longer ones are cut, no real one comes near."""

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
        """The `ct_type` that belongs to it unless told otherwise: 1 = LXC, 2 = VM."""
        return 2 if self is InstallType.VM else 1


class Status(StrEnum):
    """How an install stands, in the spelling of the wire (`sucess`)."""

    INSTALLING = "installing"
    SUCCESS = "sucess"
    FAILED = "failed"
    UNKNOWN = "unknown"

    @property
    def word(self) -> str:
        """The spelling for people."""
        return "success" if self is Status.SUCCESS else self.value

    @property
    def is_final(self) -> bool:
        """Whether an install that stands so is over."""
        return self is not Status.INSTALLING


class Kind(Enum):
    """The PocketBase field types a record is made of (https://pocketbase.io/docs/collections)."""

    TEXT = "text"
    NUMBER = "number"
    SELECT = "select"
    AUTODATE = "autodate"


class Field(NamedTuple):
    """One field of the record: its name, its type and what it may hold.

    `variable` is the environment variable `api.func` takes it from; `maximum` bounds a number
    (unit in `unit`) or the characters of a text; `choices` are the values of a select. A number is
    `whole` or not, a text has one line or several `lines`. People are told with an
    `example` `why` it is sent; what has no example the server sets.
    """

    name: str
    kind: Kind
    required: bool = False
    variable: str = ""
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
        *("random_id", Kind.TEXT, True, "RANDOM_UUID"),
        maximum=MAX_NAME,
        example="0d9a1f7e-5b6c-4c3d-8e2f-1a2b3c4d5e6f",
        why="joins the end of an install to its beginning; made up for each install anew",
    ),
    Field(
        *("type", Kind.SELECT, True),
        choices=tuple(InstallType),
        indexed=True,
        example="lxc",
        why="containers, virtual machines and addons fail for different reasons",
    ),
    Field(
        *("ct_type", Kind.NUMBER, True, "CT_TYPE"),
        minimum=1,
        maximum=2,
        example="1",
        why="tells containers (1) from virtual machines (2), as api.func did",
    ),
    Field(
        *("nsapp", Kind.TEXT, True, "NSAPP"),
        maximum=MAX_NAME,
        indexed=True,
        example="jellyfin",
        why="which script to mend",
    ),
    Field(
        *("status", Kind.SELECT, True),
        choices=tuple(Status),
        indexed=True,
        example="failed",
        why="how the install went",
    ),
    Field(
        *("disk_size", Kind.NUMBER, False, "DISK_SIZE", "GB"),
        maximum=1024**2,
        whole=False,
        example="8",
        why="whether the default is too small",
    ),
    Field(
        *("core_count", Kind.NUMBER, False, "CORE_COUNT"),
        maximum=8192,
        example="2",
        why="whether the default is too small",
    ),
    Field(
        *("ram_size", Kind.NUMBER, False, "RAM_SIZE", "MB"),
        maximum=1024**3,
        example="2048",
        why="whether the default is too small",
    ),
    Field(
        *("os_type", Kind.TEXT, False, "var_os"),
        maximum=MAX_NAME,
        example="debian",
        why="what fails on one system alone",
    ),
    Field(
        *("os_version", Kind.TEXT, False, "var_version"),
        maximum=MAX_NAME,
        example="12",
        why="what fails on one release alone",
    ),
    Field(
        *("pve_version", Kind.TEXT),
        maximum=MAX_NAME,
        example="8.2.2",
        why="what fails on one Proxmox VE alone, and which ones are in use",
    ),
    Field(
        *("method", Kind.TEXT, False, "METHOD"),
        maximum=MAX_NAME,
        example="default",
        why="whether default or advanced settings fail",
    ),
    Field(
        *("error", Kind.TEXT),
        maximum=MAX_TEXT,
        lines=True,
        example="Killed (SIGKILL / Out of memory?)",
        why="what went wrong: what the exit code means, or the redacted text or log given",
    ),
    Field(
        *("exit_code", Kind.NUMBER),
        maximum=255,
        indexed=True,
        example="137",
        why="what went wrong, as a number",
    ),
    Field("created", Kind.AUTODATE, indexed=True, why="the server's clock: when it began"),
    Field("updated", Kind.AUTODATE, indexed=True, why="the server's clock: when it ended"),
)

FIELD = {field.name: field for field in FIELDS}
FIELD_NAMES = ("id", *FIELD)
FINAL_FIELDS = ("status", "error", "exit_code")
"""What an update sends, and what alone may change."""


class Start(NamedTuple):
    """What is known when an install begins. `None` and '' are not sent."""

    random_id: str
    type: InstallType
    ct_type: int
    app: str
    method: str
    pve_version: str
    disk_size: float | None = None
    core_count: int | None = None
    ram_size: int | None = None
    os_type: str = ""
    os_version: str = ""

    def fields(self) -> dict[str, Value]:
        """The fields of the POST that creates the record, but for `id`."""
        fields: dict[str, Value] = {
            "ct_type": self.ct_type,
            "type": self.type.value,
            "disk_size": self.disk_size,
            "core_count": self.core_count,
            "ram_size": self.ram_size,
            "os_type": self.os_type,
            "os_version": self.os_version,
            "nsapp": self.app,
            "method": self.method,
            "pve_version": self.pve_version,
            "status": Status.INSTALLING.value,
            "random_id": self.random_id,
        }
        return {name: value for name, value in fields.items() if value not in (None, "")}


class Final(NamedTuple):
    """How an install ended. `exit_code` is 0 to 255, `error` holds at most 5,000 characters."""

    status: Status
    exit_code: int
    error: str

    def fields(self) -> dict[str, Value]:
        """The fields of the PATCH that ends the record, and of nothing else."""
        return {"status": self.status.value, "error": self.error, "exit_code": self.exit_code}


def record_id(random_id: str) -> str:
    """The ID of a session's record: the last 15 digits of the SHA-256 of `random_id`, in base 36.

    Whoever knows `random_id` can thus write to the record without asking for its ID, and a
    repeated POST cannot create a second one.
    """
    number = int.from_bytes(hashlib.sha256(random_id.encode()).digest(), "big")
    digits = []
    for _ in range(ID_LENGTH):
        number, digit = divmod(number, len(_ID_DIGITS))
        digits.append(_ID_DIGITS[digit])
    return "".join(reversed(digits))
