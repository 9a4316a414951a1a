"""Connection: one whose request is long in coming is cut."""

import asyncio

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

HEADERS_WITHIN = 10.0
"""Seconds from the first byte, or from connecting, to the end of a request's headers."""


class Connection(H11Protocol):
    """A connection that says what it wants in time, or ends."""

    late: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for a request."""
        super().connection_made(transport)
        self._wait()

    def data_received(self, data: bytes) -> None:
        """Take bytes; while a request's headers are not whole, the time runs."""
        super().data_received(data)
        is_part = self.conn.their_state is h11.IDLE and bool(self.conn.trailing_data[0])
        if is_part:
            self._wait()
        else:
            self._stop()

    def connection_lost(self, exc: Exception | None) -> None:
        """Let go."""
        self._stop()
        super().connection_lost(exc)

    def _wait(self) -> None:
        if self.late is None:
            self.late = self.loop.call_later(HEADERS_WITHIN, self.transport.close)

    def _stop(self) -> None:
        if self.late is not None:
            self.late.cancel()
            self.late = None
