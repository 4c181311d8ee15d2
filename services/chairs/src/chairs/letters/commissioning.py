"""What does the commissioning letter say? A document that people may still edit, from the record of the commission."""

from importlib.resources import files
from io import BytesIO

from docxtpl import DocxTemplate  # type: ignore[import-untyped]
from shared.calendar import in_words
from shared.contracts.chairs.answers import Appointed, Commission
from shared.contracts.chairs.values import FeeScheme
from shared.money import NOTHING
from shared.money import in_words as pounds

from chairs.domain.county.fees import of_tier

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def letter(commission: Commission, appointed: Appointed) -> bytes:
    template = DocxTemplate(BytesIO(files("chairs.letters").joinpath("commissioning.docx").read_bytes()))
    template.render(words(commission, appointed), autoescape=True)
    written = BytesIO()
    template.save(written)
    return written.getvalue()


def words(commission: Commission, appointed: Appointed) -> dict[str, object]:
    """All that the template has a place for."""
    writer = f"{appointed.writer_name} writes the overview report." if appointed.writer_name else _BOTH
    return {
        "reference": commission.reference,
        "csp": commission.csp,
        "chair": appointed.chair_name,
        "day": in_words(appointed.commissioned_on),
        "writer": writer,
        "fee": _fee(appointed),
        "conditions": _conditions(commission, appointed),
        "signed_by": appointed.on_behalf_of or f"the Chair of {commission.csp} Community Safety Partnership",
    }


_BOTH = "You also write the overview report."


def _fee(appointed: Appointed) -> str:
    fees = appointed.fees
    match appointed.scheme:
        case FeeScheme.DAY_RATE:
            return (
                f"You are paid {pounds(fees.day_rate)} for a day of {fees.day_hours} hours, pro rata. "
                f"We estimate {appointed.days_estimated} working days. More than {fees.days_high} days have to be "
                "agreed before they are worked."
            )
        case FeeScheme.FIXED:
            return f"You are paid a fixed fee of {pounds(fees.fixed)} for the review, travel included."
        case FeeScheme.TIERED:
            amount = of_tier(fees, appointed.tier) or NOTHING
            return f"You are paid {pounds(amount)}, travel included, for a {appointed.tier}."


def _conditions(commission: Commission, appointed: Appointed) -> list[str]:
    fees, agreed = appointed.fees, _agreed(commission)
    common = ["Please send numbered invoices for your time. Each is checked and approved before it is paid.", agreed]
    independence = "Please tell us at once if anything changes that touches your independence."
    match appointed.scheme:
        case FeeScheme.DAY_RATE:
            own = ["Travel is paid in exceptional circumstances only, with the reason."]
        case FeeScheme.FIXED:
            own = [
                _parts(appointed),
                f"If the review is particularly complex you may ask once for up to {pounds(fees.complexity)} more.",
            ]
        case FeeScheme.TIERED:
            own = [_parts(appointed)]
    most = f"All of this commission together comes to {pounds(appointed.ceiling)} at the most."
    return [*own, most, *common, independence]


def _agreed(commission: Commission) -> str:
    if any(one.agreed_on is not None for one in commission.earlier):
        before = commission.earlier[-1].chair_name
        taking_over = f"You take over from {before}. We pass on to you what they hand over."
        return f"{taking_over} The panel agrees your appointment at its next meeting."
    return "The initial panel meeting agrees your appointment."


def _parts(appointed: Appointed) -> str:
    return (
        f"{appointed.percent_at_draft}% is payable when the panel has agreed the draft report, the rest after the "
        "Home Office's outcome."
    )
