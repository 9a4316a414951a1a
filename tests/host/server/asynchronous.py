"""Tests that await, each in a thread of its own: Playwright keeps a loop in the main one."""

import asyncio
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from functools import wraps
from typing import ParamSpec

Given = ParamSpec("Given")


def awaited(test: Callable[Given, Coroutine[None, None, None]]) -> Callable[Given, None]:
    """Return a test that runs to its end."""

    @wraps(test)
    def run(*args: Given.args, **kwargs: Given.kwargs) -> None:
        with ThreadPoolExecutor(1) as pool:
            pool.submit(lambda: asyncio.run(test(*args, **kwargs))).result()

    return run
