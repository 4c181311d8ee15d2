"""Which commands and questions of the services may a person ask, and under which names?"""

import pkgutil
import re
from functools import cache
from importlib import import_module
from types import ModuleType
from typing import Any

import shared.contracts
from shared.actor import Role
from shared.message import Command
from shared.question import Question

SERVICES = tuple(sorted(found.name for found in pkgutil.iter_modules(shared.contracts.__path__) if found.ispkg))


@cache
def commands(service: str) -> dict[str, type[Command]]:
    """By kebab-case name. Those that only a service may ask are not shown to anybody."""
    return {kebab(one.__name__): one for one in _classes(service, "commands", Command) if for_people(one)}


@cache
def questions(service: str) -> dict[str, type[Question[Any]]]:
    return {kebab(one.__name__): one for one in _classes(service, "queries", Question) if for_people(one)}


def for_people(message: type[Command] | type[Question[Any]]) -> bool:
    return bool(message.may - {Role.SERVICE})


def kebab(name: str) -> str:
    """`NameImrAuthor` -> `name-imr-author`"""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "-", name).lower()


def sentence(message: type[Any]) -> str:
    """What it asks for, in words: the first line of its docstring, without the rules' numbers."""
    first = (message.__doc__ or message.__name__).strip().splitlines()[0]
    return re.sub(r"\s*\([A-Z]-\d\d[^)]*\)", "", first).rstrip(".")


def _classes(service: str, kind: str, wanted: type) -> list[type[Any]]:
    home = f"shared.contracts.{service}"
    try:
        module = import_module(f"{home}.{kind}")
    except ModuleNotFoundError as absent:
        if absent.name != f"{home}.{kind}":
            raise
        return []
    found = {
        one
        for part in _parts(module)
        for one in vars(part).values()
        if isinstance(one, type)
        and issubclass(one, wanted)
        and one.__module__.startswith(f"{home}.")
        and not any(
            derived.__module__.startswith(f"{home}.") for derived in one.__subclasses__()
        )  # what others stand on
    }
    return sorted(found, key=lambda one: one.__name__)


def _parts(module: ModuleType) -> list[ModuleType]:
    inner = pkgutil.iter_modules(getattr(module, "__path__", ()), f"{module.__name__}.")
    return [module, *(import_module(one.name) for one in inner)]
