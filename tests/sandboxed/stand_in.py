"""A stand-in for autograder.inside.serve: runs each line it gets, and answers with a line of JSON."""

from __future__ import annotations

import contextlib
import io
import json
import socket
import traceback


def serve(connection: socket.socket) -> None:
    with connection, connection.makefile("rw") as stream:
        for line in stream:
            output = io.StringIO()
            try:
                with contextlib.redirect_stdout(output):
                    exec(json.loads(line), {})
                answer = {"output": output.getvalue()}
            except BaseException:
                answer = {"output": output.getvalue(), "error": traceback.format_exc()}
            stream.write(json.dumps(answer) + "\n")
            stream.flush()
