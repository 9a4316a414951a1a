"""A talk between an action and its pane, without a server: silence, repetition, crowds."""

import asyncio
import threading
from pathlib import Path
from typing import Any

import pytest

from tests.host.server.asynchronous import awaited
from xlkpi.host.server import talk as talks
from xlkpi.host.server.guard import Refused
from xlkpi.host.server.talk import Said, Talk, Talks

NAME = "a-name-of-a-talk-0"
EDITS = {Path("a.xlsx"): [{"do": "edit"}]}


def changing(done: list[str]) -> Any:  # noqa: ANN401
    """Return an action that changes the open workbook, then a file."""

    def act(talk: Talk) -> Said:
        talk.deliver(EDITS)
        done.append("file")
        return {"done": "done"}

    return act


@awaited
async def test_files_wait_until_the_workbook_was_changed() -> None:
    every, done = Talks(), list[str]()
    first = await every.begin("", NAME, changing(done))
    waited = not done
    second = await every.go_on("", NAME, 1, {"applied": True})

    assert (first, waited, second, done) == (
        {"edits": [{"do": "edit"}]},
        True,
        {"done": "done"},
        ["file"],
    )


@awaited
async def test_what_was_said_is_said_again_and_nothing_is_done_again() -> None:
    every, done = Talks(), list[str]()
    for _ in range(2):
        assert "edits" in await every.begin("", NAME, changing(done))
    for _ in range(2):
        assert await every.go_on("", NAME, 1, {"applied": True}) == {"done": "done"}

    assert done == ["file"]


@awaited
async def test_a_pane_that_is_silent_has_said_no(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(talks, "REPLIED_WITHIN", 0.1)
    every, done = Talks(), list[str]()
    await every.begin("", NAME, changing(done))
    await asyncio.sleep(0.5)
    late = await every.go_on("", NAME, 1, {"applied": True})

    assert late["failed"]["message"].startswith("Excel did not answer in time: no file was changed")
    assert done == []


@pytest.mark.parametrize("reply", [{}, {"applied": "yes"}, {"applied": 1}, {"refused": "no"}])
@awaited
async def test_anything_but_yes_is_no(reply: dict[str, object]) -> None:
    every, done = Talks(), list[str]()
    await every.begin("", NAME, changing(done))

    assert "failed" in await every.go_on("", NAME, 1, reply)
    assert done == []


@awaited
async def test_a_failure_that_nobody_foresaw_is_kept_for_the_log() -> None:
    def act(_: Talk) -> Said:
        raise ZeroDivisionError

    assert isinstance((await Talks().begin("", NAME, act))["broken"], ZeroDivisionError)


@awaited
async def test_only_so_many_actions_are_under_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(talks, "MOST_TALKS", 1)
    every, gate = Talks(), threading.Event()

    def act(_: Talk) -> Said:
        gate.wait()
        return {"done": ""}

    first = asyncio.create_task(every.begin("", NAME, act))
    await asyncio.sleep(0.1)
    with pytest.raises(Refused, match="others are at work"):
        await every.begin("", f"{NAME}-other", act)
    gate.set()

    assert await first == {"done": ""}


@awaited
async def test_talks_that_are_over_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(talks, "KEPT", 0.0)
    every = Talks()
    await every.begin("", NAME, lambda _: {"done": ""})
    await asyncio.sleep(0.1)
    await every.begin("", f"{NAME}-other", lambda _: {"done": ""})

    with pytest.raises(Refused, match="ended already"):
        await every.go_on("", NAME, 1, {})


@pytest.mark.parametrize("name", [None, 7, "", "short", "x" * 65, "../../../../etc/passwd"])
@awaited
async def test_a_talk_has_a_name_as_the_pane_gives_it(name: object) -> None:
    with pytest.raises(Refused):
        await Talks().begin("", name, lambda _: {"done": ""})


@pytest.mark.parametrize("number", [0, -1, 2, "1", None, 10**9])
@awaited
async def test_a_pane_cannot_wait_for_what_will_never_be_said(number: object) -> None:
    every = Talks()
    await every.begin("", NAME, lambda _: {"done": ""})

    with pytest.raises(Refused):
        await every.go_on("", NAME, number, {})


@awaited
async def test_nobody_hears_what_another_officer_was_told() -> None:
    every = Talks()
    await every.begin("one", NAME, lambda _: {"done": ""})

    with pytest.raises(Refused):
        await every.go_on("another", NAME, 1, {})
