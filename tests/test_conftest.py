"""What tests/conftest.py guarantees to all tests."""

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
    assert "a test of a pure folder opens a socket" in done.stderr


def test_commands_under_test_react_to_ctrl_c_even_if_the_tests_run_in_the_background() -> None:
    program = (
        "import signal; signal.signal(signal.SIGINT, signal.SIG_IGN)\n"
        "import tests.conftest\n"
        "print(signal.getsignal(signal.SIGINT) is signal.default_int_handler)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (done.stdout, done.stderr) == ("True\n", "")
