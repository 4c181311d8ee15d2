"""Which specialisms, fees and rules has the county settled, and how are they changed from a day on (Y-01, Y-10)?"""

from collections.abc import Callable, Mapping
from typing import Any

from shared.contracts.chairs import commands as c
from shared.contracts.chairs.answers import Settings
from shared.contracts.chairs.queries import ChairSettings
from shared.message import Command

from gateway.access import policy
from gateway.forms.field import Field
from gateway.forms.filling import plain_number, today
from gateway.forms.form import Form
from gateway.pages.chairs.parts import sub_navigation, tier_amount
from gateway.pages.deeds import deed, routes_of
from gateway.pages.words import counted
from gateway.show.components import sentence, words
from gateway.web.routes import page
from gateway.web.visit import Visit

_BACK = "/chairs/settings"
_FROM = Field(
    "holds_from",
    "the first day",
    hint="Commissions made before keep what held then. For example, 1 4 2027",
    ask="From which day does it hold?",
)


def _form(command: type[Command], title: str, *fields: Field, start: Callable[[Settings], Mapping[str, Any]]) -> Form:
    """As it is today, to be changed from a day on."""

    def first(visit: Visit, settings: Settings) -> Mapping[str, Any]:
        return {**today("holds_from")(visit, settings), **start(settings)}

    return Form(
        command=command,
        title=title,
        fields=(*fields, _FROM),
        done=_BACK,
        asks=ChairSettings,
        start=first,
        said="The change is saved.",
    )


SPECIALISM = deed(
    "/chairs/settings/specialisms/add",
    Form(
        command=c.AddSpecialism,
        title="Add a specialism",
        fields=(Field("name", "the name of the specialism", ask="What is it called?"),),
        submit="Add the specialism",
        done=_BACK,
        said="The specialism is added.",
    ),
)

_UNTIL_SET = "The county sets this amount. Until it does, nobody can be commissioned under this tier"
_AMOUNTS = ("fixed", "complexity", "day_rate", "day_hours", "days_low", "days_high", "lighter", "full")
FEES = deed(
    "/chairs/settings/fees",
    _form(
        c.SetFees,
        "Change the fees",
        Field("fees.fixed", "the fixed fee", ask="Fixed fee of a review, travel included", heading="Fixed fee"),
        Field("fees.complexity", "what may be added", ask="At most added for a complex review"),
        Field("fees.day_rate", "the fee of a day", ask="Fee of a working day", heading="Day rate"),
        Field(
            "fees.day_hours",
            "hours of a working day",
            "input",
            width="5",
            parse=plain_number("The hours of a working day"),
        ),
        Field("fees.days_low", "the fewest days", ask="Fewest days of an estimate"),
        Field("fees.days_high", "the most days", ask="Most days before more have to be approved"),
        Field(
            "fees.lighter",
            "the fee of a lighter review",
            ask="Lighter-touch multi-agency review",
            heading="Tiers",
            hint=_UNTIL_SET,
        ),
        Field(
            "fees.full",
            "the fee of a full review",
            ask="Full-scale review under Home Office guidance",
            hint=_UNTIL_SET,
        ),
        start=lambda settings: {f"fees.{name}": getattr(settings.fees, name) for name in _AMOUNTS},
    ),
)

_SHARE = ("funder", "percent", "cap", "others")
FUNDING = deed(
    "/chairs/settings/funding",
    _form(
        c.SetFunding,
        "Change who pays",
        Field("share.funder", "who pays first", ask="Who pays first?"),
        Field("share.percent", "the part", ask="Which part of the cost, in per cent?"),
        Field("share.cap", "the limit", hint="Leave this empty if there is no limit", ask="Up to which amount?"),
        Field("share.others", "who pays the rest", hint="One to a line", ask="Who pays the rest, in equal parts?"),
        start=lambda settings: {f"share.{name}": getattr(settings.share, name) for name in _SHARE},
    ),
)

MILESTONES = deed(
    "/chairs/settings/milestones",
    _form(
        c.SetMilestones,
        "Change when a fixed fee is payable",
        Field(
            "percent_at_draft",
            "the part at the agreed draft",
            hint="The rest is payable at the Home Office’s outcome",
            ask="How much of it is payable at the agreed draft, in per cent?",
        ),
        start=lambda settings: {"percent_at_draft": settings.percent_at_draft},
    ),
)

POINTS = deed(
    "/chairs/settings/points",
    _form(
        c.SetPointOutcomes,
        "Change which outcomes earn the point",
        Field(
            "outcomes",
            "the outcomes that earn a point",
            ask="Which outcomes of a first submission earn a point on the chair’s record?",
            required=False,
        ),
        start=lambda settings: {"outcomes": settings.point_outcomes},
    ),
)

CRITERIA = deed(
    "/chairs/settings/criteria",
    _form(
        c.SetCriteria,
        "Change what panels are asked about",
        Field("criteria", "the criteria of an evaluation", hint="One to a line. Each gets a score from 1 to 5"),
        start=lambda settings: {"criteria": settings.criteria},
    ),
)


def _page(visit: Visit, settings: Settings) -> Mapping[str, Any]:
    fees, share = settings.fees, settings.share
    days = f"{fees.days_low} to {fees.days_high} days"
    others = f", the rest in equal parts: {words(share.others)}" if share.others else ""
    cap = f", up to {words(share.cap)}" if share.cap is not None else ""
    sections = (
        ("Specialisms", "specialisms/add", c.AddSpecialism, [("The county’s specialisms", settings.specialisms)]),
        (
            "Fees",
            "fees",
            c.SetFees,
            [
                ("Fixed fee", f"{words(fees.fixed)}, travel included"),
                ("Added for a complex review, once", f"Up to {words(fees.complexity)}"),
                ("Day rate", f"{words(fees.day_rate)} for {fees.day_hours.normalize():f} hours, {days} estimated"),
                ("Tiered fixed fee, lighter-touch review", tier_amount(fees.lighter)),
                ("Tiered fixed fee, full-scale review", tier_amount(fees.full)),
            ],
        ),
        ("Who pays", "funding", c.SetFunding, [(share.funder, f"{share.percent} per cent{cap}{others}")]),
        (
            "When a fixed fee is payable",
            "milestones",
            c.SetMilestones,
            [
                ("At the agreed draft", f"{settings.percent_at_draft} per cent"),
                ("At the Home Office’s outcome", f"{100 - settings.percent_at_draft} per cent"),
            ],
        ),
        (
            "First-time point",
            "points",
            c.SetPointOutcomes,
            [("Earned by", "; ".join(sentence(one) for one in settings.point_outcomes) or "No outcome")],
        ),
        (
            "Evaluation by the panel",
            "criteria",
            c.SetCriteria,
            [(counted(len(settings.criteria), "criterion", "criteria"), settings.criteria)],
        ),
    )
    return {
        "parts_of_chairs": sub_navigation(visit),
        "sections": [
            {
                "title": title,
                "pairs": pairs,
                "href": f"{_BACK}/{href}" if policy.may_ask(command, visit.actor).allow else "",
                "verb": "Add a specialism" if command is c.AddSpecialism else "Change",
            }
            for title, href, command, pairs in sections
        ],
    }


ROUTES = [
    *page("/chairs/settings", "chairs/settings.html", ChairSettings, prepare=_page),
    *routes_of(SPECIALISM, FEES, FUNDING, MILESTONES, POINTS, CRITERIA),
]
