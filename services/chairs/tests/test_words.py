"""Does a decision, a task or a link change when a word is put otherwise? None does (kind, not words)."""

from decimal import Decimal

import pytest
from chairs.answers import work
from shared.contracts.chairs import commands as c
from shared.contracts.chairs import queries as ask
from shared.contracts.chairs.answers import TaskKind
from shared.contracts.chairs.values import InvoiceState
from shared.testing.spec import MANAGER, OFFICER

from . import story
from .running import Office
from .story import WATFORD, of


@pytest.mark.rule("Y-08", "Y-05")
@pytest.mark.parametrize("reworded", [False, True])
async def test_who_entered_an_invoice_waits_for_another_person_to_approve_it(
    office: Office, monkeypatch: pytest.MonkeyPatch, *, reworded: bool
) -> None:
    if reworded:
        nonsense = {state: f"Blorp {state.name}" for state in work._VERBS}
        monkeypatch.setattr(work, "_VERBS", nonsense)
    await office.open_case()
    await office.list_chair()
    await office.done(c.AllocateBudget(year=2026, amount=Decimal(40_000)))
    await office.done(story.commission(), by=WATFORD)
    await office.done(story.invoice(), by=OFFICER)
    assert await _waits(office) == {OFFICER.id: False, MANAGER.id: False}
    await office.done(of(c.CheckInvoice), by=OFFICER)
    assert await _waits(office) == {OFFICER.id: True, MANAGER.id: False}


async def _waits(office: Office) -> dict[str, bool]:
    """Whether the task about the invoice waits for another person, for each who asks."""
    found = {}
    for who in (OFFICER, MANAGER):
        tasks = (await office.ask(ask.ChairsWork(), by=who)).tasks
        (invoice,) = (each for each in tasks if each.kind is TaskKind.INVOICE)
        found[who.id] = invoice.waits_for is not None
    return found


def test_each_state_that_needs_somebody_has_its_verb() -> None:
    assert set(work._VERBS) == set(InvoiceState) - {InvoiceState.PAID, InvoiceState.REFUSED, InvoiceState.WITHDRAWN}
