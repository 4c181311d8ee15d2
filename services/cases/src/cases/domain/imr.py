"""The Individual Management Reviews: requested, written by an independent author, accepted (rules I)."""

from dataclasses import replace
from datetime import date
from typing import assert_never

from shared.contracts.cases.commands import AcceptImr, ImrCommand, NameImrAuthor, RequestImr, ReturnImr, SubmitImr
from shared.contracts.cases.states import ImrState
from shared.date_checks import not_before, not_in_future
from shared.decider import Context
from shared.message import Refused

from cases.domain.events import ImrAccepted, ImrAuthorNamed, ImrEvent, ImrRequested, ImrReturned, ImrSubmitted
from cases.domain.rules import must_have_met, must_proceed
from cases.domain.state import Case, Imr


def evolve(state: dict[str, Imr], event: ImrEvent) -> dict[str, Imr]:
    match event:
        case ImrRequested():
            imr = Imr(agency=event.agency, requested_on=event.requested_on, due_on=event.due_on)
        case ImrAuthorNamed(author=author):
            imr = replace(state[event.imr_id], state=ImrState.AUTHOR_NAMED, author=author)
        case ImrSubmitted(submitted_on=day):
            imr = replace(state[event.imr_id], state=ImrState.SUBMITTED, submitted_on=day)
        case ImrReturned():
            imr = replace(state[event.imr_id], state=ImrState.RETURNED)
        case ImrAccepted():
            imr = replace(state[event.imr_id], state=ImrState.ACCEPTED)
        case _:
            assert_never(event)
    return {**state, event.imr_id: imr}


def decide(command: ImrCommand, case: Case, context: Context[None]) -> list[ImrEvent]:
    match command:
        case RequestImr():
            return _request(command, case, context)
        case NameImrAuthor():
            return _name_author(command, _imr(command.imr_id, case))
        case SubmitImr():
            return _submit(command, _imr(command.imr_id, case), context)
        case ReturnImr():
            return _return(command, _imr(command.imr_id, case), context)
        case AcceptImr():
            return _accept(command, _imr(command.imr_id, case), context)
        case _:
            assert_never(command)


def _imr(imr_id: str, case: Case) -> Imr:
    must_proceed(case)
    imr = case.imrs.get(imr_id)
    if imr is None:
        raise Refused("This IMR was not requested for this case.", field="imr_id")
    return imr


def _request(command: RequestImr, case: Case, context: Context[None]) -> list[ImrEvent]:
    initial_on = must_have_met(case)
    if command.imr_id in case.imrs:
        return []
    if any(imr.agency == command.agency for imr in case.imrs.values()):
        raise Refused(f"An IMR was requested from {command.agency} already.", field="agency")
    not_in_future(command.requested_on, context.today, field="requested_on")
    not_before(command.requested_on, initial_on, "the initial panel meeting", field="requested_on")
    not_before(command.due_on, command.requested_on, "the day of the request", field="due_on")
    return [
        ImrRequested(
            imr_id=command.imr_id,
            agency=command.agency,
            requested_on=command.requested_on,
            due_on=command.due_on,
        )
    ]


def _name_author(command: NameImrAuthor, imr: Imr) -> list[ImrEvent]:
    if imr.author == command.author and command.not_involved and command.not_line_manager:
        return []
    ready_to_name_author(imr)
    if not command.not_involved:
        raise Refused(
            "The author must have had no direct involvement with the victim, the perpetrator or either family. "
            "Ask the agency to name another author.",
            field="not_involved",
        )
    if not command.not_line_manager:
        raise Refused(
            "The author must not be the immediate line manager of any staff involved. "
            "Ask the agency to name another author.",
            field="not_line_manager",
        )
    return [ImrAuthorNamed(imr_id=command.imr_id, author=command.author)]


def ready_to_name_author(imr: Imr) -> None:
    if imr.state not in {ImrState.REQUESTED, ImrState.AUTHOR_NAMED}:
        raise Refused("You cannot change the author because the IMR has been submitted.")


def _submit(command: SubmitImr, imr: Imr, context: Context[None]) -> list[ImrEvent]:
    if imr.state is ImrState.SUBMITTED and imr.submitted_on == command.submitted_on:
        return []
    author = ready_to_submit(imr)
    not_in_future(command.submitted_on, context.today, field="submitted_on")
    not_before(command.submitted_on, imr.requested_on, "the day of the request", field="submitted_on")
    if command.signed_off_by.casefold() == author.casefold():
        raise Refused("Enter a senior or executive manager who is not the author.", field="signed_off_by")
    return [
        ImrSubmitted(
            imr_id=command.imr_id,
            submitted_on=command.submitted_on,
            signed_off_by=command.signed_off_by,
            signed_off_as=command.signed_off_as,
        )
    ]


def ready_to_submit(imr: Imr) -> str:
    """The author, who does not sign it off."""
    if imr.author is None:
        raise Refused("Name the author first, with both declarations.")
    if imr.state is ImrState.ACCEPTED:
        raise Refused("The panel has accepted this IMR.")
    return imr.author


def _return(command: ReturnImr, imr: Imr, context: Context[None]) -> list[ImrEvent]:
    if imr.state is ImrState.RETURNED:
        return []
    ready_to_return(imr)
    not_in_future(command.returned_on, context.today, field="returned_on")
    return [ImrReturned(imr_id=command.imr_id, returned_on=command.returned_on, reason=command.reason)]


def ready_to_return(imr: Imr) -> None:
    if imr.state is not ImrState.SUBMITTED:
        raise Refused("Only an IMR that was submitted can be returned for revision.")


def _accept(command: AcceptImr, imr: Imr, context: Context[None]) -> list[ImrEvent]:
    if imr.state is ImrState.ACCEPTED:
        return []
    submitted_on = ready_to_accept(imr)
    if not command.quality_assured:
        raise Refused(
            "The panel chair records being satisfied that the IMR is quality-assured before it is accepted.",
            field="quality_assured",
        )
    not_in_future(command.accepted_on, context.today, field="accepted_on")
    not_before(command.accepted_on, submitted_on, "the IMR was submitted", field="accepted_on")
    return [ImrAccepted(imr_id=command.imr_id, accepted_on=command.accepted_on)]


def ready_to_accept(imr: Imr) -> date:
    """The day on which it was submitted."""
    if imr.state is not ImrState.SUBMITTED or imr.submitted_on is None:
        raise Refused("Record that the IMR was submitted, with its sign-off, before the panel accepts it.")
    return imr.submitted_on
