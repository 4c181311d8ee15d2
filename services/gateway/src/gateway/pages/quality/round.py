"""What did the panel say of the chair of this review, and who was asked? Nobody is shown who said what (Q-01)."""

from collections.abc import Mapping
from typing import Any

from shared.calendar import civil_date
from shared.contracts.chairs.answers import MemberAnswered, Round
from shared.contracts.chairs.commands import InviteEvaluatorAgain, SubmitEvaluation
from shared.contracts.chairs.queries import EvaluationRound
from shared.contracts.notifications.answers import DispatchRow
from shared.contracts.notifications.queries import DispatchList
from shared.contracts.notifications.values import Notice, RecipientKind, Stage
from shared.contracts.tone import Tone
from shared.question import Page

from gateway.access import policy
from gateway.pages.lists import Cell, Column
from gateway.pages.sections import parts_of_case
from gateway.pages.words import average
from gateway.show.components import Tag, words
from gateway.web.routes import page
from gateway.web.visit import Visit


def names(found: Round) -> dict[str, str]:
    """Of the panel's members, by their id."""
    return {one.member_id: one.name or f"Panel member {number}" for number, one in enumerate(found.members, start=1)}


def _members(found: Round, sent: Page[DispatchRow] | None, *, invites: bool) -> list[list[Cell]]:
    by = names(found)
    letters = sorted(sent.rows, key=lambda row: row.occasion) if sent is not None else []
    rows = []
    for one in found.members:
        of_member = {row.notice: row for row in letters if row.member_id == one.member_id}
        invited, reminded = of_member.get(Notice.INVITATION), of_member.get(Notice.REMINDER)
        rows.append([Cell(by[one.member_id]), *_how_far(one, invited, found), _reminded(reminded)])
        if invites:
            rows[-1].append(_new_link(one, found))
    return rows


def _new_link(one: MemberAnswered, found: Round) -> Cell:
    at = f"/cases/{found.case_id}/evaluation/members/{one.member_id}/invite"
    return Cell("") if one.answered else Cell("Send a new link", at)


def _how_far(one: MemberAnswered, invited: DispatchRow | None, found: Round) -> tuple[Cell, Cell]:
    answer = Cell("Answered" if one.answered else "Did not answer" if found.closed else "Not yet")
    if invited is not None:
        return answer, _letter(invited)
    if one.answered or found.closed:
        return answer, Cell("By no e-mail")
    return answer, Cell(_ON_ITS_WAY if one.reachable else _ON_PAPER)


def _letter(row: DispatchRow) -> Cell:
    """When it went, or what came in the way; the dispatch says more."""
    return Cell(_of_letter(row), f"/dispatches/{row.dispatch_id}")


def _of_letter(row: DispatchRow) -> str:
    if row.sent_at is not None:
        by = " by hand" if row.state is Stage.SENT_BY_HAND else ""
        return f"Sent{by} on {words(civil_date(row.sent_at))}"
    match row.state:
        case Stage.FAILED:
            return "The e-mail could not be sent"
        case Stage.UNCERTAIN:
            return "It is not certain that the e-mail was sent"
        case Stage.CANCELLED:
            return "Called off"
        case Stage.HELD:
            return "Waits for approval"
        case Stage.WAITING:
            return "Could not be sent yet, and is tried again"
        case _:
            return _ON_ITS_WAY


def _reminded(row: DispatchRow | None) -> Cell:
    return _letter(row) if row is not None else Cell("No")


_ON_ITS_WAY = "On its way"
_ON_PAPER = "No e-mail address is known. Please give them the form on paper"
_NOT_YET = "Shown when three have answered, or when the evaluation is closed"
_COLUMNS = tuple(Column(title, "") for title in ("Panel member", "Answer", "Invitation", "Reminder"))
_NEW_LINK = Column("If it did not reach them", "")


def _page(visit: Visit, answers: Mapping[str, Any]) -> Mapping[str, Any]:
    answer: Round = answers["round"]
    open_now = not answer.closed and any(not one.answered for one in answer.members)
    invites = open_now and policy.may_ask(InviteEvaluatorAgain, visit.actor).allow
    return {
        "parts_of_case": parts_of_case(visit),
        "state": Tag("Closed", Tone.GREY) if answer.closed else Tag("Open", Tone.BLUE),
        "stands": [
            ("Chair", answer.chair_name),
            ("Opened on", answer.opened_on),
            ("Closed on" if answer.closed else "Closes on", answer.closes_on),
            ("Answers", f"{answer.received} of {answer.expected}"),
            ("Average", average(answer.mean) if answer.mean is not None or answer.closed else _NOT_YET),
            ("Accepted at the first submission", "Yes, one point is on the chair’s record" if answer.point else "No"),
        ],
        "columns": (*_COLUMNS, _NEW_LINK) if invites else _COLUMNS,
        "members": _members(answer, answers["sent"], invites=invites),
        "enough": answer.told,
        "criteria": [
            {"name": one.criterion, "mean": average(one.mean), "comments": one.comments} for one in answer.criteria
        ],
        "enters": open_now and policy.may_ask(SubmitEvaluation, visit.actor).allow,
    }


ROUTES = page(
    "/cases/{case_id}/evaluation",
    "quality/round.html",
    {
        "round": EvaluationRound,
        "sent": lambda visit: DispatchList(
            case_id=visit.path["case_id"], recipient=RecipientKind.PANEL_MEMBER, size=200
        ),
    },
    prepare=_page,
)
