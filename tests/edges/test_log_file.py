"""Reading a log from a file, a pipe or a stream, in any encoding."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from telemetry_cli.edges import log_file

MIB = 1 << 20


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return tmp_path / "install.log"


def test_a_log_is_read_completely(log: Path) -> None:
    log.write_bytes("first\nsecond: größer\n".encode())
    read = log_file.read(log)
    assert read.text == "first\nsecond: größer\n"
    assert read.line_number(2) == 2


def test_an_empty_log_yields_empty_text(log: Path) -> None:
    log.touch()
    assert log_file.read(log).text == ""


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-8-sig"])
def test_utf_16_and_utf_8_with_bom_are_decoded(log: Path, encoding: str) -> None:
    log.write_text("curl: (6) Could not resolve host: example.org\n" * 9, encoding=encoding)
    assert log_file.read(log).text.startswith("curl: (6) Could not resolve host: example.org\n")


def test_invalid_bytes_are_replaced(log: Path) -> None:
    log.write_bytes(b"a\xff\x00b\n" + b"calm\n" * 100)
    assert log_file.read(log).text.startswith("a\ufffd\0b\n")


def test_only_the_beginning_and_the_end_of_a_huge_log_are_read(log: Path) -> None:
    with log.open("wb") as stream:
        stream.write(b"the beginning\n" + b"x" * MIB)
        stream.truncate(100 << 30)  # sparse: no space, but forever to read
        stream.seek(0, os.SEEK_END)
        stream.write(b"y\n" * MIB + b"the end\n")
    read = log_file.read(log)
    assert read.text.startswith("the beginning\n")
    assert read.text.endswith("\nthe end\n")
    assert len(read.text) <= MIB + 1
    assert read.line_number(1) == 1
    assert read.line_number(read.text.count("\n")) is None


def test_the_end_of_a_huge_log_starts_with_a_whole_line(log: Path) -> None:
    log.write_text("".join(f"line {number}\n" for number in range(300_000)))
    lines = log_file.read(log).text.splitlines()
    assert all(line.startswith("line ") for line in lines[: len(lines) // 20])
    assert (
        sum(not line.startswith("line ") for line in lines) <= 1
    )  # where the beginning is truncated


def test_a_line_of_50_mb_is_truncated(log: Path) -> None:
    log.write_bytes(b"a" * (50 << 20) + b"\nerror\n")
    text = log_file.read(log).text
    assert len(text) <= MIB + 1
    assert text.endswith("\nerror\n")


def test_a_stream_is_read_like_a_file(log: Path) -> None:
    for content in (b"", b"short\n", b"long line\n" * 300_000):
        log.write_bytes(content)
        assert log_file.read_stream(io.BytesIO(content)).text[-9:] == log_file.read(log).text[-9:]
        assert len(log_file.read_stream(io.BytesIO(content)).text) <= MIB + (1 << 17)


def test_a_fifo_is_read_to_its_end(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = threading.Thread(target=pipe.write_text, args=("from a pipe\n",))
    writer.start()
    assert log_file.read(pipe).text == "from a pipe\n"
    writer.join()


def test_a_binary_program_is_refused() -> None:
    with pytest.raises(ValueError, match="not a text file"):
        log_file.read(Path(sys.executable).resolve())


def test_an_unreadable_path_is_an_error(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "missing"):
        with pytest.raises(OSError):  # noqa: PT011
            log_file.read(path)


def test_the_middle_of_a_large_file_is_not_read(log: Path) -> None:
    log.write_bytes(b"x\n" * (50 << 19))
    program = (
        "import sys; from pathlib import Path; from telemetry_cli.edges import log_file;"
        " log_file.read(Path(sys.argv[1]));"
        " print([line for line in open('/proc/self/io') if line.startswith('rchar')][0].split()[1])"
    )
    bytes_read = [
        int(subprocess.check_output([sys.executable, "-c", program, str(path)]))
        for path in (log, Path(__file__))
    ]
    assert bytes_read[0] - bytes_read[1] < 2 * MIB
