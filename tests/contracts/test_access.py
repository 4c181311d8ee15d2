"""May each role ask what docs/access.md says, all of it and nothing else?"""

from typing import Any

import pytest
from cases.service import CASES
from chairs.service import CHAIRS
from notifications.service import NOTIFICATIONS
from shared.actor import Role
from shared.message import Command
from shared.question import Question
from shared.service import Service
from tracker.service import TRACKER

from tests.access import matrix, rules_named


def allowed(service: Service) -> dict[tuple[str, str], frozenset[Role]]:
    messages: list[type[Command] | type[Question[Any]]] = [*service.commands, *service.answers]
    return {(service.name, one.__name__): one.may for one in messages}


@pytest.mark.rule("G-03")
@pytest.mark.parametrize("service", [CASES, CHAIRS, NOTIFICATIONS, TRACKER], ids=lambda one: one.name)
def test_a_role_may_ask_what_the_document_says_and_nothing_else(service: Service) -> None:
    assert allowed(service) == {key: roles for key, roles in matrix().items() if key[0] == service.name}


def test_the_document_is_of_these_services_and_of_rules_that_exist(request: pytest.FixtureRequest) -> None:
    text = (request.config.rootpath / "docs" / "rules.md").read_text(encoding="utf-8")
    assert {service for service, _ in matrix()} == {"cases", "chairs", "notifications", "tracker"}
    assert [rule for rule in rules_named() if f"\n- {rule} " not in text] == []
