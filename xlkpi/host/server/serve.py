"""Serving: the server started, and stopped when it is told to."""

import logging
import sys
import tempfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import uvicorn

from xlkpi.host.server.app import server
from xlkpi.host.server.connection import Connection
from xlkpi.host.server.serving import Serving

MOST_CONNECTIONS = 1000
IDLE = 15
"""Seconds after which a connection without a request ends."""


def serve(
    serving: Serving,
    register: Path,
    clock: Callable[[], datetime],
    told: Callable[[], None],
) -> None:
    """Serve until the process is told to stop; `told` is called once everything is ready.

    Raises:
        SettingsError: what is missing before it can be offered.
    """
    with tempfile.TemporaryDirectory(prefix="xlkpi-server-") as empty_folder:
        app = server(serving, register, clock, empty_folder)
        _log()
        told()
        config = uvicorn.Config(
            app,
            host=serving.host,
            port=serving.port,
            http=Connection,
            ws="none",
            lifespan="off",
            log_config=None,
            access_log=False,
            server_header=False,
            proxy_headers=False,
            limit_concurrency=MOST_CONNECTIONS,
            timeout_keep_alive=IDLE,
            timeout_graceful_shutdown=IDLE,
            ssl_certfile=serving.certificate,
            ssl_keyfile=serving.private_key,
        )
        uvicorn.Server(config).run()


def _log() -> None:
    """Write what happens on standard error: nobody's cells, names or tokens."""
    logging.basicConfig(
        level=logging.WARNING,
        stream=sys.stderr,
        format="%(asctime)s %(levelname)s %(message)s",
        force=True,
    )
    logging.getLogger("xlkpi.server").setLevel(logging.INFO)
    # -- a failure has been written down already, without the message, which may tell of cells --
    logging.getLogger("uvicorn.error").setLevel(logging.CRITICAL)
