"""What arrives at a service: read as what it claims to be, or said field by field why not."""

import uuid
from typing import Any

import pytest
from ledger.messages import Open
from ledger.running import CLERK, new_id
from ledger.service import LEDGER
from pydantic_core import from_json, to_json
from shared.wire import BadPayload, Envelope, new_command_id

ENVELOPE = Envelope(id=new_id(), actor=CLERK, command=Open(account_id=new_id(), owner="Ada \\u0000"))


def errors(raw: bytes) -> list[tuple[str, str]]:
    with pytest.raises(BadPayload) as bad:
        Envelope.unpacked(raw, LEDGER.commands_by_name)
    assert "Ada" not in str(bad.value.errors)
    return [(error.field, error.kind) for error in bad.value.errors]


def changed(**parts: Any) -> bytes:
    return to_json(from_json(ENVELOPE.packed()) | parts)


def test_it_comes_out_as_it_went_in() -> None:
    assert Envelope.unpacked(ENVELOPE.packed(), LEDGER.commands_by_name) == ENVELOPE


def test_every_wrong_field_is_named() -> None:
    contacts = [{"kind": "phone", "number": "Ada"}, {"kind": "Ada"}]
    command = {"account_id": "Ada", "owner": "", "contacts": contacts, "more": "Ada"}
    assert errors(changed(command=command)) == [
        ("account_id", "string_pattern_mismatch"),
        ("owner", "string_too_short"),
        ("contacts.1.number", "missing"),
        ("more", "extra_forbidden"),
    ]


def test_what_no_database_could_store_is_a_wrong_field() -> None:
    contacts = [{"kind": "phone", "number": "Ada\x00"}]
    command = {"account_id": new_id(), "owner": "A\x00da", "contacts": contacts}
    assert errors(changed(command=command)) == [("owner", "string_nul"), ("contacts.0.number", "string_nul")]


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (b"{", [("", "json_invalid")]),
        (b"[]", [("type", "unknown")]),
        (changed(type="Nothing"), [("type", "unknown")]),
        (changed(type=7), [("type", "unknown")]),
        (changed(id="Ada"), [("id", "string_pattern_mismatch")]),
        (changed(command=None), [("", "model_type")]),
    ],
)
def test_what_is_no_command_at_all_is_said_so(raw: bytes, expected: list[tuple[str, str]]) -> None:
    assert errors(raw) == expected


def test_command_ids_are_uuids_of_version_7_in_the_order_of_time(monkeypatch: pytest.MonkeyPatch) -> None:
    made = []
    for millisecond in (1, 2, 1_795_000_000_000):
        monkeypatch.setattr("time.time_ns", lambda at=millisecond: at * 1_000_000 + 999_999)
        made.append(uuid.UUID(new_command_id()))
    assert [one.version for one in made] == [7, 7, 7]
    assert {one.variant for one in made} == {uuid.RFC_4122}
    assert [one.int >> 80 for one in made] == [1, 2, 1_795_000_000_000]
    assert len({new_command_id() for _ in range(1_000)}) == 1_000
