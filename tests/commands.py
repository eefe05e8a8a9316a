"""How the tests run the command `sourcebook`, and how they talk to it on a terminal."""

from __future__ import annotations

import contextlib
import io
import os
import pty
import subprocess
import sys
from pathlib import Path
from unittest import mock

from building import environment
from sourcebook.cli import main


def run(root: Path, *arguments: str, given: str = "") -> subprocess.CompletedProcess[str]:
    """Run ``sourcebook`` in *root* with *given* on standard input, where no terminal is.

    In this process: starting Python and its libraries takes longer than most commands. An
    exception that comes out is a traceback to the person in front of it, and fails the test.
    """
    out, err = io.StringIO(), io.StringIO()
    stdin = io.TextIOWrapper(io.BytesIO(given.encode()), encoding="utf-8")
    with (
        contextlib.chdir(root),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
        mock.patch.object(sys, "stdin", stdin),
    ):
        try:
            status = main(arguments)
        except SystemExit as ending:
            status = int(ending.code or 0)
    return subprocess.CompletedProcess(arguments, status, out.getvalue(), err.getvalue())


def run_process(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run ``sourcebook`` as a shell does: in a process of its own, with nothing on its input."""
    return subprocess.run(
        [sys.executable, "-m", "sourcebook", *arguments],
        cwd=root,
        env=environment(),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


def converse(root: Path, *arguments: str, answers: tuple[str, ...]) -> tuple[int, str, str]:
    """Run ``sourcebook`` on a terminal where *answers* are typed, then Ctrl-D.

    Return its exit status, what it wrote to standard output, and the terminal with the echo.
    """
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "sourcebook", *arguments],
        cwd=root,
        env=environment(),
        stdin=theirs,
        stdout=subprocess.PIPE,
        stderr=theirs,
        encoding="utf-8",
    ) as process:
        os.close(theirs)
        # The terminal keeps what is typed ahead.
        os.write(ours, "".join(f"{answer}\n" for answer in (*answers, "\4")).encode())
        shown = b""
        while True:
            try:
                piece = os.read(ours, 4096)
            except OSError:
                # Linux says so when the other side is closed.
                break
            if not piece:
                break
            shown += piece
        written = process.stdout.read() if process.stdout else ""
        status = process.wait(timeout=60)
    os.close(ours)
    return status, written, shown.decode("utf-8", "replace").replace("\r\n", "\n")
