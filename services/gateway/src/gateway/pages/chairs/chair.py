"""What is on one chair's record, and what can be done with it?"""

from collections.abc import Mapping
from typing import Any

from shared.contracts.chairs.answers import ChairRecord, GivenReview, MayBe, OtherReview
from shared.contracts.chairs.commands import RecordKpiReview
from shared.contracts.chairs.queries import ApplicationFile, ChairDetail, ChairKpis
from shared.contracts.chairs.values import Affiliation
from shared.contracts.county import CORE_AGENCIES
from shared.contracts.tone import Tone
from shared.service import NotFound
from starlette.responses import Response

from gateway.access import policy
from gateway.pages import deed_of
from gateway.pages.chairs.applying import AGAIN, DECIDING
from gateway.pages.chairs.keeping import ACCOUNT, LEFT, ON_RECORD, OTHER_ENDED
from gateway.pages.chairs.parts import applied, evaluated, lines
from gateway.pages.chairs.standing import ON_LIST
from gateway.pages.deeds import NOTHING, Deed, offered
from gateway.pages.words import average, counted, named, points
from gateway.show.components import Tag, sentence, words
from gateway.web.files import kept_file
from gateway.web.routes import ask_all, page, route
from gateway.web.visit import Visit

_IN_PROGRESS = Tag("In progress", Tone.TURQUOISE)


def _on_record() -> tuple[Deed, ...]:
    return (AGAIN, *ON_RECORD, deed_of(RecordKpiReview), ACCOUNT, *ON_LIST)


def _record(visit: Visit, record: ChairRecord) -> Mapping[str, Any]:
    at = f"/chairs/{record.chair_id}"
    own = record.entered_by == visit.actor.id
    by = named(visit, [record.entered_by, record.account_id])
    return {
        "chair": record,
        "at": at,
        "offers": (NOTHING if own else offered(visit, DECIDING, record)) + offered(visit, _on_record(), record),
        "may_be": [_may_be(one) for one in record.may_be],
        "waits": own and applied(record),
        "figures": [
            (_load(record), "open review" if _load(record) == 1 else "open reviews"),
            points(record.quality.points),
            evaluated(record.quality),
        ],
        "training": _training(record),
        "affiliations": [_affiliation(visit, one) for one in record.affiliations],
        "reviews": [_review(one) for one in record.reviews],
        "others": [_other(visit, one) for one in record.others],
        "application": [
            ("Applied on", record.applied_on),
            ("Entered by", by[record.entered_by]),
            ("Decided on", record.decided_on),
            ("Signs in as", by.get(record.account_id or "") or "No account is linked"),
        ],
        "files": [
            {"text": f"{kind}: {one.name}", "href": f"{at}/files/{one.sha256}"}
            for kind, one in [("CV", record.cv), *(("Evidence", one) for one in record.evidence)]
        ],
        "kpi_reviews": [(one.reviewed_on, sentence(one.outcome), one.reason) for one in record.kpis],
        "kpis": policy.may_ask(ChairKpis, visit.actor).allow,
        "lines": lines(visit, record.timeline),
    }


def _may_be(one: MayBe) -> dict[str, str]:
    alike = "The e-mail address is the same" if one.same_email else "The name is the same"
    return {"name": one.name, "href": f"/chairs/{one.chair_id}", "text": f"{sentence(one.stage)}. {alike}."}


def _load(record: ChairRecord) -> int:
    """SARs and LCSPRs count (H-11)."""
    here = sum(one.ended_on is None for one in record.reviews)
    return here + sum(one.ended_on is None for one in record.others)


def _training(record: ChairRecord) -> list[tuple[str, Any]]:
    training = record.training
    return [
        (
            "Home Office training (module 2)",
            f"Completed on {words(training.completed_on)}" if training else "Not completed",
        ),
        ("Training expires", (training.expires_on or "No end is recorded") if training else None),
        ("Approved until", record.approved_until),
        ("Available for", record.review_types),
        ("Skills and expertise", _skills(record)),
    ]


def _skills(record: ChairRecord) -> str:
    if record.assessment is None:
        return "Not assessed yet"
    if not record.skills_missing:
        return "The evidence shows all that a chair needs"
    return f"{len(record.skills)} of {len(record.skills) + len(record.skills_missing)} are shown by the evidence"


def _affiliation(visit: Visit, one: Affiliation) -> dict[str, Any]:
    ends = one.until is None and LEFT.may(visit)
    until = "The day is not known" if one.end_unknown else one.until or "Still there"
    return {
        "name": one.agency,
        "pairs": [
            ("Role", one.role),
            ("Counts in", _where(one)),
            ("Since", one.since or "Not known"),
            ("Until", until),
        ],
        "href": LEFT.href(visit.path, agency=one.agency, role=one.role) if ends else "",
    }


def _where(one: Affiliation) -> str:
    area = "The whole county" if one.county_wide else words(one.areas) if one.areas else "Outside the county"
    if one.statutory or one.agency in CORE_AGENCIES:
        return f"{area}. While they work there it rules them out everywhere: it is a statutory agency"
    return area


def _review(one: GivenReview) -> dict[str, Any]:
    return {
        "name": f"{one.reference}, {one.csp}" if one.csp else one.reference,
        "href": f"/cases/{one.case_id}/chair",
        "state": Tag(sentence(one.ended_why), Tone.GREY) if one.ended_why else _IN_PROGRESS,
        "pairs": [
            ("Commissioned on", one.commissioned_on),
            ("Ended on", one.ended_on or "Goes on"),
            ("Evaluation", f"{average(one.average)} ({counted(one.responses, 'response')})" if one.responses else None),
            ("Accepted at the first submission", one.point or None),
        ],
    }


def _other(visit: Visit, one: OtherReview) -> dict[str, Any]:
    ends = one.ended_on is None and OTHER_ENDED.may(visit)
    return {
        "name": f"{one.reference}, {one.review_type}",
        "state": _IN_PROGRESS if one.ended_on is None else Tag("Ended", Tone.GREEN),
        "pairs": [("Since", one.started_on), ("Ended on", one.ended_on or "Goes on")],
        "href": OTHER_ENDED.href({**visit.path, "review_id": one.review_id}) if ends else "",
    }


async def application_file(visit: Visit) -> Response:
    record: ChairRecord = (await ask_all(visit, {"found": ChairDetail}))["found"]
    wanted = visit.path["sha256"]
    name = next((one.name for one in (record.cv, *record.evidence) if one.sha256 == wanted), None)
    if name is None:
        raise NotFound("There is no such file with this application.")
    return await kept_file(
        visit, name, wanted, lambda at: ApplicationFile(chair_id=record.chair_id, sha256=wanted, at=at)
    )


ROUTES = [
    *page("/chairs/{chair_id}", "chairs/chair.html", ChairDetail, prepare=_record),
    *route("/chairs/{chair_id}/files/{sha256}", application_file, may=ApplicationFile.may),
]
