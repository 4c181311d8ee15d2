"""Does the API offer what the services answer, and nothing else? Is every fact that is listened to told by somebody?"""

from importlib import import_module
from types import ModuleType

import pytest
from cases.service import CASES
from chairs.service import CHAIRS
from gateway.api.contracts import commands, for_people, questions
from notifications.service import NOTIFICATIONS
from shared.asking import owner_of
from shared.message import Contract
from shared.service import Service
from tracker.service import TRACKER

SERVICES = {service.name: service for service in (CASES, CHAIRS, NOTIFICATIONS, TRACKER)}


@pytest.mark.parametrize("service", SERVICES.values(), ids=list(SERVICES))
def test_every_command_that_is_offered_is_decided(service: Service) -> None:
    assert set(commands(service.name).values()) == {one for one in service.commands if for_people(one)}


@pytest.mark.parametrize("service", SERVICES.values(), ids=list(SERVICES))
def test_every_question_that_is_offered_is_answered(service: Service) -> None:
    assert set(questions(service.name).values()) == {one for one in service.answers if for_people(one)}


@pytest.mark.parametrize("service", SERVICES.values(), ids=list(SERVICES))
def test_what_a_service_listens_to_is_told_by_the_service_it_names(service: Service) -> None:
    listened = {reaction.contract for reaction in service.reactions} | {
        message for view in service.views for message in view.listens if issubclass(message, Contract)
    }
    for contract in listened:
        told: ModuleType = import_module(f"{owner_of(contract)}.publish")
        assert contract.__name__ in (told.__doc__ or "") + _source(told), contract.__name__


def _source(module: ModuleType) -> str:
    assert module.__file__ is not None
    with open(module.__file__, encoding="utf-8") as file:
        return file.read()
