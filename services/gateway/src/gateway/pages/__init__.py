"""Which pages are there? Every module here that has ROUTES; its MENU entry, if it has one, is at the top."""

import pkgutil
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from importlib import import_module
from types import ModuleType

from shared.message import Command

from gateway.gate import Entry
from gateway.pages.deeds import Deed
from gateway.web.routes import PageRoute


def modules() -> Iterator[ModuleType]:
    for found in pkgutil.walk_packages(__path__, f"{__name__}."):
        module = import_module(found.name)
        if hasattr(module, "ROUTES"):
            yield module


def routes() -> list[PageRoute]:
    """All pages; `/cases/new` before `/cases/{case_id}`."""
    found = [route for module in modules() for route in module.ROUTES]
    strangers = [route for route in found if not isinstance(route, PageRoute)]
    if strangers:
        raise TypeError(f"made without gateway.web.routes, so open to anybody: {strangers}")
    return sorted(found, key=lambda route: [part.startswith("{") for part in route.path.split("/")])


def menu() -> tuple[Entry, ...]:
    """The entries, each for those who may open the page it leads to."""
    may = {route.path: route.may for route in routes()}
    entries = [module.MENU for module in modules() if hasattr(module, "MENU")]
    return tuple(
        replace(entry, may=entry.may & (may[entry.href] or frozenset()))
        for entry in sorted(entries, key=lambda entry: entry.order)
    )


@cache
def deeds_by_command() -> dict[str, Deed]:
    """By the name of their command, as services name what comes next."""
    return {one.command.__name__: one for module in modules() for one in vars(module).values() if isinstance(one, Deed)}


def deed_of(command: type[Command]) -> Deed:
    """Of whichever area."""
    return deeds_by_command()[command.__name__]
