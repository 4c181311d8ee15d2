"""How does the whole system start, run until it is told to end, and stop, whatever happened in between?"""

import asyncio
import signal
import socket
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from deploy.serving import APPLICATIONS, listening
from deploy.system import recipes
from deploy.system.child import Child, Recipe
from deploy.system.databases import bring_up_to_date
from deploy.system.folder import Folder, opened
from deploy.system.nats_config import SERVICES
from deploy.system.nursery import PRELOADED, open_nursery
from deploy.system.progress import Progress
from deploy.system.ready import until_all_ready, until_listening
from deploy.system.recipes import HOST, Addresses, nats_url, url_of
from deploy.trouble import Trouble


@dataclass(frozen=True, slots=True)
class Options:
    """`extra` is told to every process; `migrated` are the services whose databases are brought up to date first;
    `preloaded` are modules that all of them need."""

    var: Path
    port: int
    extra: Mapping[str, str] = field(default_factory=dict)
    applications: Mapping[str, str] = field(default_factory=lambda: APPLICATIONS)
    migrated: Sequence[str] = SERVICES
    preloaded: Sequence[str] = PRELOADED


@dataclass(frozen=True, slots=True)
class Beginning:
    """What a system is given at its start: `furnish` once its databases are there; and where something is `missing`, it
    is loaded (`load`) once the services are ready and before the pages open."""

    furnish: Callable[["Started"], None] = lambda started: None
    missing: Callable[["Started"], bool] = lambda started: False
    load: Callable[["Started"], Awaitable[None]] | None = None


@dataclass(frozen=True, slots=True)
class Started:
    folder: Folder
    addresses: Addresses
    progress: Progress

    @property
    def url(self) -> str:
        return url_of(self.addresses.gateway)

    @property
    def mail_url(self) -> str:
        return url_of(self.addresses.mail_page)

    def nats_url(self, user: str) -> str:
        return nats_url(self.folder, self.addresses.nats, user)


async def run(options: Options, progress: Progress, beginning: Beginning, tell: Callable[[Started], None]) -> None:
    """Until SIGINT, SIGTERM or SIGHUP. Raises Trouble when it cannot start."""
    task = asyncio.current_task()
    assert task is not None
    loop = asyncio.get_running_loop()
    told_to_stop = asyncio.Event()

    def stop() -> None:
        if not told_to_stop.is_set():  # a second Ctrl-C does not cut short the stopping, which ends by itself
            told_to_stop.set()
            task.cancel()

    for which in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        loop.add_signal_handler(which, stop)
    try:
        async with running(options, progress, beginning) as started:
            tell(started)
            await asyncio.Event().wait()
    except asyncio.CancelledError:
        if not told_to_stop.is_set():
            raise
        progress.say("Everything has stopped. `make up` goes on from here.")


@asynccontextmanager
async def running(options: Options, progress: Progress, beginning: Beginning) -> AsyncIterator[Started]:
    gateway = listening(HOST, options.port)  # at once, so that two systems never believe to have the same port
    with gateway, opened(options.var, url_of(gateway)) as folder:
        addresses = _addresses(folder, gateway)
        started = Started(folder, addresses, progress)
        children: list[Child] = []
        beside: list[asyncio.Task[None]] = []
        async with AsyncExitStack() as stack:
            stack.callback(addresses.close)
            stack.push_async_callback(_stop_all, children, progress)
            stack.callback(lambda: [task.cancel() for task in beside])
            await _start(options, started, children, beside, beginning)
            for child in children:
                child.watch()
            yield started


async def _start(
    options: Options,
    started: Started,
    children: list[Child],
    beside: list[asyncio.Task[None]],
    beginning: Beginning,
) -> None:
    folder, addresses, progress = started.folder, started.addresses, started.progress

    async def launch(recipe: Recipe) -> Child:
        child = Child(recipe, progress.say)
        children.append(child)
        await child.start()
        return child

    def recipe_of(name: str) -> Recipe:
        application = options.applications[name]
        return recipes.service(folder, name, addresses, application=application, extra=options.extra)

    open_nursery(options.preloaded)
    if folder.given("nats") is None:
        with progress.step("the message server"):
            await until_listening(await launch(recipes.message_server(folder, addresses.nats)), addresses.nats)
    with progress.step("the databases"):
        await asyncio.to_thread(bring_up_to_date, folder, options.migrated)
        await asyncio.to_thread(beginning.furnish, started)
    load = beginning.load if beginning.missing(started) else None
    with progress.step(f"the services: {', '.join(addresses.services)}"):
        services = [(await launch(recipe_of(name)), name) for name in addresses.services]
        pages = await launch(recipe_of("gateway")) if load is None else None
        ports = {name: addresses.services[name].getsockname()[1] for name in addresses.services}
        await until_all_ready([(child, ports[name], "/ready") for child, name in services])
    mailbox = await launch(recipes.mailbox(folder, addresses))
    beside.append(asyncio.create_task(_until_mail_is_shown(mailbox, started)))
    if load is not None:
        await load(started)
    with progress.step("the pages"):
        pages = pages or await launch(recipe_of("gateway"))
        await until_all_ready([(pages, options.port, "/healthz")])


async def _until_mail_is_shown(mailbox: Child, started: Started) -> None:
    """Only a demonstration needs it: where it does not start, that is said, and the rest goes on."""
    try:
        await until_all_ready([(mailbox, started.addresses.mail_page.getsockname()[1], "/ready")])
    except Trouble as trouble:
        started.progress.say(f"{trouble} Everything else goes on; e-mails wait until it works.")


async def _stop_all(children: list[Child], progress: Progress) -> None:
    """The gateway first, so that nobody is let in any more; the message server last."""
    if children:
        progress.say("Stopping")
    by_name = {child.name: child for child in children}
    first = [by_name.pop("gateway")] if "gateway" in by_name else []
    last = [by_name.pop("the message server")] if "the message server" in by_name else []
    for group in (first, list(by_name.values()), last):
        await asyncio.gather(*(child.stop() for child in group))


def _addresses(folder: Folder, gateway: socket.socket) -> Addresses:
    taken: set[int] = {gateway.getsockname()[1]}

    def own(name: str) -> socket.socket:
        return listening(HOST, folder.port(name, taken))

    return Addresses(
        gateway=gateway,
        services={name: own(name) for name in APPLICATIONS if name != "gateway"},
        smtp=own("smtp"),
        mail_page=own("mail page"),
        nats=folder.port("nats", taken),
    )
