"""Who writes the report where the chair does not, and are they independent as the chair is (H-05, H-06, H-07)?

A writer on the list is held against the case as the chair is; of another, the record keeps what they declared.
"""

from dataclasses import dataclass

from shared.contracts.chairs.commands import ChangeWriter, CommissionChair
from shared.contracts.chairs.values import Independence, ListStage
from shared.decider import Context
from shared.message import Refused

from chairs.domain.found import CommissionFound, KnownCase
from chairs.domain.people.concerns import Concern
from chairs.domain.people.independence import Finding, independence
from chairs.domain.people.person import Person, on_the_list
from chairs.domain.people.same_person import plain_name
from chairs.domain.rules import another_person

type NamesWriter = CommissionChair | ChangeWriter


@dataclass(frozen=True, slots=True)
class Writer:
    name: str
    writer_id: str | None = None
    explanation: tuple[str, ...] = ()
    """Of independence, as it was when they were commissioned; of a writer who is not on the list, none."""
    concerns: tuple[Concern, ...] = ()


def writer_of(
    command: NamesWriter, found: CommissionFound, case: KnownCase, chair_id: str, context: Context[CommissionFound]
) -> Writer | None:
    """None: the chair writes too. Nobody gives the work to themselves (Y-08)."""
    writer = _named(command, found, case, chair_id)
    if writer is None and command.writer_independence is not None:
        raise Refused("This is about a writer other than the chair. Say who writes.", field="writer_independence")
    if writer is None and command.writer_fee:
        raise Refused(
            "A fee for a writer is for a writer other than the chair. Leave it empty, or say who writes.",
            field="writer_fee",
        )
    if writer is not None and writer.writer_id is not None:
        account = found.people[writer.writer_id].account_id
        another_person(context.actor.id, account, writer.writer_id, what="are the person who is to write")
    return writer


def _named(command: NamesWriter, found: CommissionFound, case: KnownCase, chair_id: str) -> Writer | None:
    if command.writer_id is not None:
        listed = found.people.get(command.writer_id)
        if listed is None or not on_the_list(listed):
            raise Refused("The writer is not on the approved list. Give their name instead.", field="writer_id")
        return None if listed.chair_id == chair_id else _listed(command, listed, case)
    if command.writer_name is None:
        return None
    _not_known_by_another_way(command.writer_name, found, chair_id)
    if command.writer_independence is None:
        raise Refused(
            f"{command.writer_name} is not on the approved list, so their work for agencies is not known here. "
            "Ask them to declare it, and record what they declared.",
            field="writer_independence",
        )
    return Writer(command.writer_name)


def _not_known_by_another_way(name: str, found: CommissionFound, chair_id: str) -> None:
    """Whoever is on the list is checked as such, and the chair is paid once (H-05, Y-09)."""
    alike = [each for each in found.people.values() if plain_name(each.name) == plain_name(name)]
    if any(each.chair_id == chair_id for each in alike):
        raise Refused(f"{name} chairs this review. Leave this empty where the chair writes.", field="writer_name")
    if any(on_the_list(each) for each in alike):
        raise Refused(f"{name} is on the approved list. Choose them there.", field="writer_name")


def _listed(command: NamesWriter, listed: Person, case: KnownCase) -> Writer:
    if listed.stage is ListStage.SUSPENDED:
        raise Refused(
            f"{listed.name} is suspended from the list at the moment. Choose another writer.", field="writer_id"
        )
    now = finding(listed, case)
    sentences = " ".join(now.explanation)
    if now.result is Independence.CONFLICT:
        raise Refused(
            f"{listed.name} is not independent, and cannot write this report. {sentences} Choose another writer.",
            field="writer_id",
        )
    if now.result is Independence.UNCLEAR and command.writer_independence is None:
        raise Refused(
            f"{sentences} Record the decision about {listed.name}'s independence, and the reason.",
            field="writer_independence",
        )
    return Writer(listed.name, listed.chair_id, explained(listed, now.explanation), of_writer(now.concerns))


def finding(person: Person, case: KnownCase) -> Finding:
    return independence(person.affiliations, csp=case.csp, agencies=case.agencies, earliest_death=case.earliest_death)


def explained(person: Person, sentences: tuple[str, ...]) -> tuple[str, ...]:
    """Beside what is said of the chair, a sentence has to say that it is about the writer."""
    return tuple(f"{person.name}, the report writer: {sentence}" for sentence in sentences)


def of_writer(concerns: tuple[Concern, ...]) -> tuple[Concern, ...]:
    return tuple(each.model_copy(update={"of_writer": True}) for each in concerns)
