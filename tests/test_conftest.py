"""The fixture that refuses sockets."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
OPENS_A_SOCKET = """
import socket
import tests.conftest as conftest
conftest._sockets["are refused"] = True
socket.socket()
"""


def test_a_test_of_a_pure_folder_that_opens_a_socket_fails() -> None:
    done = subprocess.run(
        [sys.executable, "-c", OPENS_A_SOCKET],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "a test of a pure room opens a socket" in done.stderr
