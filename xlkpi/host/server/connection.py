"""Connection: one whose other end is slow to ask, or to take its answer, is cut."""

import asyncio

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

HEADERS_WITHIN = 10.0
"""Seconds from connecting, or from its first byte, to the end of a request's headers."""
TAKEN_WITHIN = 30.0
"""Seconds in which what waits to be sent must have gone on."""


class Connection(H11Protocol):
    """A connection that says what it wants in time and takes what it gets, or ends."""

    asking: asyncio.TimerHandle | None = None
    taking: asyncio.TimerHandle | None = None

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

    def pause_writing(self) -> None:
        """Wait for the other end to take what was sent."""
        super().pause_writing()
        self.taking = self.loop.call_later(TAKEN_WITHIN, self.transport.abort)

    def resume_writing(self) -> None:
        """Go on sending."""
        super().resume_writing()
        if self.taking is not None:
            self.taking.cancel()

    def connection_lost(self, exc: Exception | None) -> None:
        """Let go."""
        self._stop()
        if self.taking is not None:
            self.taking.cancel()
        super().connection_lost(exc)

    def _wait(self) -> None:
        if self.asking is None:
            self.asking = self.loop.call_later(HEADERS_WITHIN, self.transport.abort)

    def _stop(self) -> None:
        if self.asking is not None:
            self.asking.cancel()
            self.asking = None
