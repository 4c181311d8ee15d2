"""Whatever a program sends, the API answers as its description says, and never breaks."""

from typing import Any

import pytest
import schemathesis
from gateway.api.contracts import SERVICES, commands, questions
from gateway.app import app_of
from gateway.gate import Gate
from gateway.identity import accounts, tokens
from gateway.identity.signing_in import now
from gateway.web.routes import SIGNED_IN
from hypothesis import HealthCheck, given, settings
from schemathesis import Case
from schemathesis.checks import not_a_server_error
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from starlette.applications import Starlette

CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]


@pytest.fixture
def everybody(gate: Gate) -> tuple[Starlette, dict[str, str]]:
    """The app, and the token of somebody who holds every role at once, which only a test can."""
    with gate.database.begin() as tx:
        account = accounts.add(tx, email="all@hertfordshire.example", name="All", roles=SIGNED_IN, at=now())
        secret = tokens.make(tx, account.id, name="test", scopes=["read", "write"], at=now())
    return app_of(gate), {"Authorization": f"Bearer {secret}"}


def test_the_api_is_as_it_is_described(everybody: tuple[Starlette, dict[str, str]]) -> None:
    app, headers = everybody
    tried = 0
    for found in schemathesis.openapi.from_asgi("/api/v1/openapi.json", app).get_all_operations():
        assert isinstance(found, Ok), found
        operation = found.ok()

        @settings(max_examples=3, deadline=None, derandomize=True, database=None, suppress_health_check=[*HealthCheck])
        @given(operation.as_strategy())
        def holds(case: Case[Any]) -> None:
            case.validate_response(case.call(headers=headers), checks=CHECKS)

        holds()
        tried += 1
    files = 1
    expected = sum(len(commands(service)) + len(questions(service)) + files for service in SERVICES)
    assert tried == expected > 50
