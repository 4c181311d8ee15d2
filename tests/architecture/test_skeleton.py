"""Are the four services built alike, so that who knows one knows them all?"""

from importlib import import_module
from inspect import getmembers, isclass
from pathlib import Path

import pytest
from shared.decider import taken
from shared.message import Event
from shared.service import Service, by_role

from tests.architecture.sources import SERVICES, folder_of, short, tree

ALWAYS = {"service", "app", "policy", "publish", "reactions", "timeline", "domain", "views", "answers", "migrations"}
"""Each a module, or a package once it passes one: who looks for it finds it under this name."""
WHERE_TIME_ASKS, WHERE_THERE_ARE_EFFECTS = {"ticking"}, {"workers", "channels"}
WHERE_IT_IS_TOLD_MORE = {"settings"}
WHERE_SOMETHING_IS_WRITTEN = {"forms", "files", "letters"}
SOMETIMES = WHERE_TIME_ASKS | WHERE_THERE_ARE_EFFECTS | WHERE_IT_IS_TOLD_MORE | WHERE_SOMETHING_IS_WRITTEN
OF_THE_DOMAIN = {"__init__.py", "rules.py", "events"}


@pytest.mark.parametrize("service", SERVICES)
def test_a_service_has_the_same_names_in_the_same_places(service: str) -> None:
    inside = {one for one in folder_of(service).iterdir() if one.suffix == ".py" or any(one.glob("*.py"))}
    found = {one.stem for one in inside} - {"__init__"}
    assert found - SOMETIMES == ALWAYS
    assert (made(service).tick is not None) == ("ticking" in found)
    assert bool(made(service).workers) == ("workers" in found)


@pytest.mark.parametrize("service", SERVICES)
def test_a_domain_says_where_its_facts_and_its_common_rules_are(service: str) -> None:
    domain = folder_of(service) / "domain"
    assert {file.name for file in domain.iterdir()} >= OF_THE_DOMAIN
    assert (domain / "events").is_dir()


@pytest.mark.parametrize("service", SERVICES)
def test_who_decides_moves_as_well(service: str) -> None:
    """A slice of an aggregate is one module or package with both `decide` and `evolve`."""
    domain = folder_of(service) / "domain"
    halves: dict[Path, set[str]] = {}
    for file in _domain(service):
        slice_ = file if file.parent == domain else file.parent
        halves.setdefault(slice_, set()).update(({"decide", "evolve"} & _defined(file)) or set())
    assert [short(slice_) for slice_, found in halves.items() if len(found) == 1] == []


@pytest.mark.parametrize("service", SERVICES)
def test_the_answers_are_gathered_in_one_place(service: str) -> None:
    assert made(service).answers is import_module(f"{service}.answers").ANSWERS


@pytest.mark.parametrize("service", SERVICES)
def test_what_the_service_does_is_where_its_name_says(service: str) -> None:
    it = made(service)
    homes = {(one.__module__, one.__name__) for one in (it.publish, it.describe, it.tick) if one is not None}
    named = {("publish", "publish"), ("timeline", "describe"), ("ticking", "tick")}
    assert homes <= {(f"{service}.{module}", name) for module, name in named}
    permits = {aggregate.permit for aggregate in it.aggregates} - {by_role}
    assert {permit.__module__ for permit in permits} == {f"{service}.policy"}


@pytest.mark.parametrize("service", SERVICES)
def test_every_fact_belongs_to_an_aggregate_and_has_its_sentence(service: str) -> None:
    """A fact that nobody folds, or that the timeline cannot tell, is a fact that was forgotten."""
    events = set(made(service).events)
    assert {event for event in _events_of(service) if event in events or not event.__subclasses__()} == events
    assert set(taken(made(service).describe, 0)) == events


def made(service: str) -> Service:
    found = getattr(import_module(f"{service}.service"), service.upper())
    assert isinstance(found, Service)
    return found


def _domain(service: str) -> list[Path]:
    return sorted((folder_of(service) / "domain").rglob("*.py"))


def _defined(file: Path) -> set[str]:
    """The functions of a module, at its top."""
    return {node.name for node in tree(file).body if hasattr(node, "name")}


def _events_of(service: str) -> set[type[Event]]:
    """Every class of a fact in the domain. What others build on, such as `OfPlan`, is no fact of its own."""
    source = folder_of(service)
    modules = [".".join(file.relative_to(source.parent).with_suffix("").parts) for file in _domain(service)]
    return {
        one
        for module in modules
        for _, one in getmembers(import_module(module.removesuffix(".__init__")), isclass)
        if issubclass(one, Event) and one.__module__.startswith(f"{service}.domain.")
    }
