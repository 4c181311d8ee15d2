"""A form or a deed that does not fit its command raises where it is declared."""

import pytest
from gateway import pages
from gateway.forms.checking import Misfit
from gateway.forms.field import Field
from gateway.forms.form import Form
from gateway.pages.deeds import Deed, deed
from shared.contracts.cases.commands import NameImrAuthor, RecordDecision, RecordInitialMeeting, RecordStep

DECISION = (
    Field("proceed", "whether a review follows"),
    Field("rationale", "the rationale"),
    Field("decided_on", "the date of the decision"),
)
AT = "/cases/{case_id}/decide"


def of(*fields: Field, done: str = "/cases/{case_id}", back: str = "") -> Form:
    return Form(command=RecordDecision, title="Decide", fields=fields, done=done, back=back)


def test_a_form_that_fits_is_a_deed() -> None:
    assert deed(AT, of(*DECISION)).text == "Decide"


@pytest.mark.parametrize(
    ("field", "said"),
    [
        (Field("proceeds", "a typo"), "RecordDecision has no field proceeds"),
        (Field("proceed.why", "no part"), "RecordDecision has no field proceed.why"),
        (Field("rationale", "the rationale", "textarea"), "leave the component out"),
        (Field("rationale", "the rationale", when=("proceeds", "no")), "which the form does not ask"),
        (Field("rationale", "the rationale", when=("proceed", "nein")), "which it cannot be"),
        (Field("proceed", "it", "radios", options=(("ja", "Ja"),)), "cannot be 'ja'"),
        (Field("rationale", "the rationale", each="part", fields=(Field("name", "the name"),)), "has no parts"),
    ],
)
def test_a_field_that_does_not_fit_raises(field: Field, said: str) -> None:
    with pytest.raises(Misfit, match=said):
        of(DECISION[0], field)


def test_the_parts_of_a_group_are_checked_too() -> None:
    wrong = Field("attendees", "the people", each="person", fields=(Field("nmae", "the name"),))
    with pytest.raises(Misfit, match="has no field nmae"):
        Form(command=RecordInitialMeeting, title="Meet", fields=(wrong,))
    headed = Field("attendees", "the people", named_by="agency", fields=(Field("name", "the name"),))
    with pytest.raises(Misfit, match="named by agency"):
        Form(command=RecordInitialMeeting, title="Meet", fields=(headed,))


def test_what_nobody_types_must_be_a_field_too() -> None:
    with pytest.raises(Misfit, match="has no field stepp"):
        Form(command=RecordStep, title="Step", fields=(), fill={"stepp": lambda _, __: 5})


@pytest.mark.parametrize(
    ("at", "form", "said"),
    [
        (AT, of(*DECISION, done="/cases/{caseid}"), "has caseid"),
        (AT, of(*DECISION, back="/cases/{csp}"), "has csp"),
        ("/cases/decide", of(*DECISION), "never asks for case_id"),
        (AT, of(*DECISION[:2]), "never asks for decided_on"),
        (
            "/cases/{case_id}/imrs/author",
            Form(command=NameImrAuthor, title="Name", fields=(Field("author", "the author"),)),
            "imr_id",
        ),
    ],
)
def test_an_address_that_cannot_be_filled_raises(at: str, form: Form, said: str) -> None:
    with pytest.raises(Misfit, match=said):
        deed(at, form)


def test_each_deed_of_a_person_is_declared_once() -> None:
    """But for evaluations, which members give and the team enters from paper."""
    declared = [one for module in pages.modules() for one in vars(module).values() if isinstance(one, Deed)]
    unique = {id(one): one for one in declared}.values()
    commands = [one.command.__name__ for one in unique if one.roles is None]
    assert sorted(commands) == sorted(set(commands))
