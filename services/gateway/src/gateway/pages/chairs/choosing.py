"""Who should chair this review? What the case needs, beside what each candidate offers (H-04, H-05, H-10, H-11)."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from shared.contracts.chairs.answers import Candidates
from shared.contracts.chairs.commands import CommissionChair
from shared.contracts.chairs.queries import CandidatesForCase, ChairDetail, ChairSettings
from shared.contracts.chairs.values import Considered, Independence

from gateway.access import policy
from gateway.forms.field import Field
from gateway.pages import deed_of
from gateway.pages.chairs.parts import listed, specialisms
from gateway.pages.lists import filtered
from gateway.pages.sections import parts_of_case
from gateway.pages.words import average, counted
from gateway.show.components import NOTHING, sentence, words
from gateway.web.routes import page
from gateway.web.visit import Visit

_NEEDS = (Field("specialisms", "specialisms that this review needs", options=specialisms),)


def _choice(visit: Visit, answers: Mapping[str, Any]) -> Mapping[str, Any]:
    found: Candidates = answers["found"]
    _, picker = filtered(visit, CandidatesForCase, _NEEDS, answers["county"])
    leads = policy.may_ask(ChairDetail, visit.actor).allow
    offers = found.may_commission and found.why_not is None and deed_of(CommissionChair).may(visit)
    return {
        "parts_of_case": parts_of_case(visit),
        "picker": picker,
        "needs": [
            ("Partnership", found.csp),
            ("Agencies in the case", found.agencies or "None are recorded yet"),
            ("First death", found.earliest_death or "The day is not known"),
            ("Independent if they left an agency by", found.left_by or "A person has to decide"),
        ],
        "uncovered": listed(_lower(name) for name in found.uncovered) if found.uncovered else "",
        "titles": ("Candidate", *found.needed, "Evaluations", "Leads now", "Given in two years", "Independence"),
        "compared": [_compared(one, found) for one in found.candidates],
        "candidates": [_candidate(one, found, leads=leads, offers=offers) for one in found.candidates],
        "excluded": [_candidate(one, found, leads=leads, offers=offers) for one in found.excluded],
        "found_count": counted(len(found.candidates), "candidate"),
        "excluded_count": counted(len(found.excluded), "person", "people"),
    }


def _lower(name: str) -> str:
    return name[:1].lower() + name[1:]


def _compared(one: Considered, found: Candidates) -> list[Any]:
    """A row of the table: everything that the order follows, beside each other."""
    return [
        f"{one.place}. {one.name}",
        *("Yes" if name in one.holds else NOTHING for name in found.needed),
        average(one.average),
        one.open_reviews,
        one.given_in_two_years,
        sentence(one.independence),
    ]


def _candidate(one: Considered, found: Candidates, *, leads: bool, offers: bool) -> dict[str, Any]:
    takes = offers and (not one.excluded or one.overridable)
    behind = urlencode([("specialisms", name) for name in found.needed])
    commission = deed_of(CommissionChair).href({"case_id": found.case_id, "chair_id": one.chair_id})
    return {
        "place": one.place,
        "name": one.name,
        "record": f"/chairs/{one.chair_id}" if leads else "",
        "id": f"candidate-{one.chair_id[:12]}",
        "needs": [(name, name in one.holds) for name in found.needed],
        "reasons": one.reasons,
        "warnings": one.warnings,
        "excluded": one.excluded,
        "independence": sentence(one.independence),
        "colour": _COLOURS[one.independence],
        "explanation": one.explanation,
        "href": f"{commission}?{behind}".rstrip("?") if takes else "",
        "deed": f"Commission {one.name}"
        if not one.overridable
        else f"Commission {one.name} all the same, with a reason",
    }


_COLOURS = {
    Independence.INDEPENDENT: "govuk-tag--green",
    Independence.UNCLEAR: "govuk-tag--yellow",
    Independence.CONFLICT: "govuk-tag--red",
}


def considered(one: Considered) -> dict[str, Any]:
    """As the record of a choice shows one person who was looked at."""
    place = f"{one.place}. {one.name}" if one.place is not None else f"{one.name}, not a candidate"
    return {
        "name": place,
        "pairs": [
            ("Holds", one.holds),
            ("Does not hold", one.lacks),
            ("Evaluations", average(one.average)),
            ("Led then", counted(one.open_reviews, "review")),
            ("Given in the two years before", counted(one.given_in_two_years, "review")),
            ("Independence", f"{sentence(one.independence)}. {' '.join(one.explanation)}"),
            *([("Not a candidate, because", " ".join(one.excluded))] if one.excluded else []),
            *([("To look at", words(one.warnings))] if one.warnings else []),
        ],
    }


ROUTES = page(
    "/cases/{case_id}/chair/choose",
    "chairs/choose.html",
    {"found": CandidatesForCase, "county": ChairSettings},
    prepare=_choice,
)
