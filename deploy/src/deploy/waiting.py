"""How does one wait for a condition, and find a free port, without guessing at times?"""

import asyncio
import http.client
import inspect
import socket
import time
from collections.abc import Awaitable, Callable

PAUSE = 0.01


def wait_until(condition: Callable[[], object], timeout: float = 30, *, what: str = "") -> None:
    """Ask `condition` until it is true. TimeoutError, saying `what` was waited for, when it never is."""
    end = time.monotonic() + timeout
    while not condition():
        if time.monotonic() > end:
            raise TimeoutError(f"waited {timeout:g} seconds for {what or inspect.getsource(condition).strip()}")
        time.sleep(PAUSE)


async def eventually(
    condition: Callable[[], object | Awaitable[object]], timeout: float = 30, *, what: str = ""
) -> None:
    """`wait_until` for coroutines: `condition` may be either kind of function."""
    async with asyncio.timeout(timeout) as limit:
        try:
            while True:
                answer = condition()
                if await answer if inspect.isawaitable(answer) else answer:
                    return
                await asyncio.sleep(PAUSE)
        except asyncio.CancelledError:
            if limit.expired():
                raise TimeoutError(f"waited {timeout:g} seconds for {what or condition}") from None
            raise


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


def speaks(port: int, host: str = "127.0.0.1") -> bool:
    """Whether a NATS server is there: it speaks first. That somebody listens is not enough: a process that hangs still
    does, and so does Docker's proxy before the server."""
    try:
        with socket.create_connection((host, port), timeout=2) as line:
            return line.recv(4) == b"INFO"
    except OSError:
        return False


def status(port: int, path: str, timeout: float) -> int:
    """Of the answer to GET; 0: there is none."""
    return asked(port, path, timeout)[0]


def asked(port: int, path: str, timeout: float, host: str = "127.0.0.1") -> tuple[int, bytes]:
    """Status and body of the answer to GET; 0 where there is none."""
    line = http.client.HTTPConnection(host, port, timeout=timeout)
    try:
        line.request("GET", path)
        answer = line.getresponse()
        return answer.status, answer.read()
    except (OSError, http.client.HTTPException):
        return 0, b""
    finally:
        line.close()


def answers(port: int, host: str = "127.0.0.1") -> bool:
    """Whether something listens on the port."""
    try:
        with socket.create_connection((host, port), timeout=1):
            return True
    except OSError:
        return False
