"""Fills the commands that fix a cause with what a log says of container, storage, package ...

The commands are run by root and a log is written by anybody: a value that a shell would take for
more than a word is not used.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

PLACEHOLDERS = {
    "bridge": "<BRIDGE>",
    "command": "<COMMAND>",
    "ctid": "<CTID>",
    "database": "<DATABASE>",
    "device": "<DEVICE>",
    "extension": "<EXTENSION>",
    "file": "<FILE>",
    "host": "<HOST>",
    "image": "<IMAGE>",
    "module": "<MODULE>",
    "more_memory": "<MB>",
    "package": "<PACKAGE>",
    "path": "<PATH>",
    "pid": "<PID>",
    "port": "<PORT>",
    "required": "<VERSION>",
    "role": "<ROLE>",
    "storage": "<STORAGE>",
    "tag": "<TAG>",
    "template": "<TEMPLATE>",
    "unit": "<UNIT>",
    "url": "<URL>",
    "variable": "<VARIABLE>",
    "version": "<VERSION>",
    "volume": "<VOLUME>",
}
_WORD = re.compile(r"[\w./@][\w.:/@+~=,-]{0,199}", re.ASCII)
"""What a shell takes for one word, and a program not for an option."""
_TEXT = re.compile(r"[\w.:/@+~^=<>*, '|-]{1,200}")
_PLACEHOLDER = re.compile(r"\{(" + "|".join(PLACEHOLDERS) + r")\}")
_HEAD, _TAIL = 20_000, 40_000
"""Characters of a log in which it says what it is about."""
_CTIDS = re.compile(
    r"(?:LXC Container|Container ID:?|CT(?:ID)?:?|VM(?:ID)?:?|container|startup for container"
    r"|pct (?:start|create|exec|set|enter|reboot|resize)|qm (?:start|create|set|importdisk)"
    r"|lxc-start|lock-|/etc/pve/lxc/|lxc/|qemu-server/|(?:vm|subvol|base)-)"
    r"[ =]?'?(?P<ctid>[1-9]\d{2,8})(?![\d.])"
)


def values_of(text: str) -> dict[str, str]:
    """The container and the storage that a log, its quotation marks folded, is about."""
    if len(text) > _HEAD + _TAIL:
        text = text[:_HEAD] + "\n" + text[-_TAIL:]
    values: dict[str, str] = {}
    if match := _CTIDS.search(text):
        values["ctid"] = match["ctid"]
    return values


def fill_command(template: str, values: Mapping[str, str]) -> str:
    """A command with its `{names}` replaced by values, or by `<NAMES>` where none is safe."""
    return _fill(template, values, _WORD)


def fill_text(template: str, values: Mapping[str, str]) -> str:
    """A sentence with its `{names}` replaced by values, or by `<NAMES>` where there are none."""
    return _fill(template, values, _TEXT)


def _fill(template: str, values: Mapping[str, str], allowed: re.Pattern[str]) -> str:
    memory = values.get("memory", "")
    more = {"more_memory": str(2 * int(memory))} if re.fullmatch(r"[0-9]{1,7}", memory) else {}

    def replaced(match: re.Match[str]) -> str:
        value = {**values, **more}.get(match[1], "")
        return value if allowed.fullmatch(value) else PLACEHOLDERS[match[1]]

    return _PLACEHOLDER.sub(replaced, template)
