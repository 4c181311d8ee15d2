"""How is a chair commissioned, on which terms, and with which assurance (H-06, H-07, H-10 to H-12, Y-01, Y-06)?"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from shared.actor import Role
from shared.contracts.chairs.answers import Budget, Candidates, Commission, Settings
from shared.contracts.chairs.commands import CommissionChair
from shared.contracts.chairs.queries import BudgetOfYear, CandidatesForCase, ChairSettings, CommissionOfCase
from shared.contracts.chairs.values import Considered, Fees, FeeScheme, Independence, Tier
from shared.service import NotFound
from starlette.responses import Response

from gateway.forms.field import Field, Option
from gateway.forms.flow import fill_in
from gateway.forms.form import Form
from gateway.pages.chairs.appointment import what_follows
from gateway.pages.chairs.parts import tier_amount
from gateway.pages.chairs.writing import writer_fields
from gateway.pages.deeds import Deed, routes_of
from gateway.pages.words import ceilings, stands
from gateway.show.components import sentence, words
from gateway.web.routes import Ask, ask_all
from gateway.web.visit import Visit

_ASKS: Mapping[str, Ask] = {
    "found": CandidatesForCase,
    "settings": ChairSettings,
    "commission": CommissionOfCase,
    "budget": lambda _: BudgetOfYear(),
}


async def commission(visit: Visit) -> Response:
    """What is asked depends on who is chosen: a reason for one more review, a decision on what is not known."""
    answers = await ask_all(visit, _ASKS)
    found: Candidates = answers["found"]
    everybody = (*found.candidates, *found.excluded)
    chosen = next((one for one in everybody if one.chair_id == visit.path["chair_id"]), None)
    if chosen is None:
        raise NotFound("This person is not on the approved list.")
    return await fill_in(visit, _form(visit, chosen, answers))


def _form(visit: Visit, chosen: Considered, answers: Mapping[str, Any]) -> Form:
    found: Candidates = answers["found"]
    settings: Settings = answers["settings"]
    others = [one for one in (*found.candidates, *found.excluded) if one.chair_id != chosen.chair_id]
    for_another = not visit.actor.holds(Role.CSP_CHAIR)

    def start(_: Visit, __: Any) -> Mapping[str, Any]:
        chair = {"on_behalf_of": f"the CSP Chair of {found.csp}"} if for_another else {}
        return {"commissioned_on": visit.gate.clock.today(), **chair}

    return Form(
        command=CommissionChair,
        title=f"Commission {chosen.name}",
        intro=_intro(found),
        warning=_short(answers["budget"], answers["commission"], settings.fees),
        fields=(
            *_choice(chosen),
            *_terms(settings.fees),
            *writer_fields([(one.chair_id, one.name) for one in others]),
            *_budget(answers["budget"], answers["commission"], settings.fees),
            *_assurance(chosen, found, for_another=for_another),
        ),
        submit=f"Commission {chosen.name}",
        check=True,
        done="/cases/{case_id}/chair",
        back=f"/cases/{found.case_id}/chair/choose?{visit.request.url.query}".rstrip("?"),
        start=start,
        fill={"specialisms": lambda _, __: list(found.needed)},
        said=f"{chosen.name} is commissioned. {what_follows(answers['commission'])}",
    )


def _intro(found: Candidates) -> str:
    needs = words(found.needed) if found.needed else "no specialism in particular"
    return (
        f"For {found.reference}, {found.csp} partnership. The review needs: {needs}.\n\n"
        "Everybody who was considered, what they offered on this day and the reason for the choice are kept."
    )


def _choice(chosen: Considered) -> tuple[Field, ...]:
    why = Field(
        "reason",
        "the reason for the choice",
        hint="It is kept with the record of everybody who was considered",
        ask=f"Why {chosen.name}?",
        heading="The choice",
    )
    more = Field(
        "load_override",
        "the reason for one more review",
        required=True,
        ask=f"Why one more review, when {chosen.name} leads {chosen.open_reviews} already?",
    )
    return (why, more) if chosen.overridable else (why,)


def _terms(fees: Fees) -> tuple[Field, ...]:
    days = f"{fees.days_low} to {fees.days_high}"
    return (
        Field("commissioned_on", "the day of the commission", ask="When are they commissioned?"),
        Field(
            "scheme",
            "how they are paid",
            ask="How are they paid?",
            heading="The terms",
            options=(
                Option(FeeScheme.FIXED, "Fixed fee", f"{words(fees.fixed)} for the review, travel included"),
                Option(
                    FeeScheme.DAY_RATE,
                    "Day rate",
                    f"{words(fees.day_rate)} for a day of {fees.day_hours.normalize():f} hours, {days} days",
                ),
                Option(FeeScheme.TIERED, "Tiered fixed fee", _tiers(fees)),
            ),
        ),
        Field(
            "days_estimated",
            "the estimate of days",
            hint=f"From {days}",
            when=("scheme", FeeScheme.DAY_RATE),
            required=True,
            ask="How many working days are estimated?",
        ),
        Field(
            "tier",
            "the scale of the review",
            when=("scheme", FeeScheme.TIERED),
            required=True,
            ask="Which scale?",
            options=(
                Option(Tier.LIGHTER, sentence(Tier.LIGHTER), tier_amount(fees.lighter)),
                Option(Tier.FULL, sentence(Tier.FULL), tier_amount(fees.full)),
            ),
        ),
    )


def _tiers(fees: Fees) -> str:
    if fees.lighter is None and fees.full is None:
        return "This cannot be chosen yet: the county has not set the amounts"
    return "One amount by the scale of the review"


def _short(budget: Budget | None, commission: Commission | None, fees: Fees) -> str:
    """What to know of the year's budget before anything is committed."""
    if budget is None or commission is None or commission.overspend_approved is not None:
        return ""
    if budget.remaining - budget.brought_forward >= max(ceiling for _, ceiling in ceilings(fees)):
        if budget.forecast >= 0:
            return ""
        missing = words(-budget.forecast)
        return f"{missing} of the budget of {budget.in_words} would be missing if all that is expected came to pass."
    more = "Where that is more than is left, the budget holder has to approve overspending first."
    return f"{stands(budget, fees)} {more}"


def _budget(budget: Budget | None, commission: Commission | None, fees: Fees) -> tuple[Field, ...]:
    if commission is None or commission.overspend_approved is None:
        return ()
    left = f"The budget of {budget.in_words} has {words(budget.remaining)} left. " if budget is not None else ""
    return (
        Field(
            "accept_overspend",
            "whether the budget is overspent",
            "confirm",
            heading="The budget",
            hint=f"{left}Overspending by up to {words(commission.overspend_approved)} is approved",
            ask="The year’s budget is overspent by this commission, as was approved",
        ),
    )


def _assurance(chosen: Considered, found: Candidates, *, for_another: bool) -> tuple[Field, ...]:
    decision = Field(
        "independence_decision",
        "the decision about independence",
        required=True,
        hint="Not everything is known, so a person decides",
        ask=f"Is {chosen.name} independent, and how do you know?",
    )
    behalf = Field(
        "on_behalf_of",
        "the CSP Chair for whom you record this",
        required=True,
        hint=f"Their name, or “the CSP Chair of {found.csp}”",
        ask="For which CSP Chair do you record this?",
    )
    assured = Field(
        "assured_of_independence",
        "whether you are assured of independence",
        "confirm",
        required=True,
        hint=" ".join(chosen.explanation),
        missing="Confirm that you are assured of independence",
        ask=f"I am assured that {chosen.name} is independent",
    )
    asked = [assured]
    if for_another:
        asked.insert(0, behalf)
    if chosen.independence is Independence.UNCLEAR:
        asked.insert(0, decision)
    return replace(asked[0], heading="Independence"), *asked[1:]


COMMISSION = Deed(
    "/cases/{case_id}/chair/commission/{chair_id}",
    "Commission a chair",
    CommissionChair,
    commission,
    "/cases/{case_id}/chair",
)
ROUTES = routes_of(COMMISSION)
