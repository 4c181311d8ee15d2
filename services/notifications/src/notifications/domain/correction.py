"""What follows when something was sent that was wrong (X-06)? A dispatch of its own that refers to it. Pure."""

from shared.calendar import civil_date, in_words
from shared.contracts.notifications.commands import CorrectDispatch
from shared.contracts.notifications.values import Form, RecipientKind, Row, Section
from shared.decider import Context
from shared.message import Refused

from notifications.domain.events.dispatch import DispatchAddressed, DispatchPrepared, PreparingEvent
from notifications.domain.known import DispatchKnown, Sent


def correct(command: CorrectDispatch, context: Context[DispatchKnown]) -> list[PreparingEvent]:
    found = context.found
    first = found.original
    if first is None:
        raise Refused("There is no such dispatch to correct. Choose one from the list of dispatches.", field="corrects")
    if first.notice.letter:
        raise Refused("You cannot correct a personal letter here. Write to the person yourself.", field="corrects")
    if first.sent_at is None:
        raise Refused("You cannot correct this because it has not been sent. Call it off instead.", field="corrects")
    of = {"dispatch_id": command.dispatch_id, "case_id": first.case_id}
    prepared = DispatchPrepared(
        **of,
        reference=first.reference,
        csp=first.csp,
        notice=first.notice,
        recipient=first.recipient,
        occasion=first.occasion,
        content=form(first, command.correction, context),
        missing=0,
        held=found.held,
        prepared_on=context.today,
        corrects=command.corrects,
        member_id=None,
    )
    holder = found.holder(context.today)
    if holder is None:
        return [prepared]
    return [
        prepared,
        DispatchAddressed(**of, channel=holder.channel, name=holder.name, address=holder.address),
    ]


def form(first: Sent, words: str, context: Context[DispatchKnown]) -> Form:
    return Form(
        template="correction",
        template_version=1,
        title="Domestic Homicide Review: correction",
        to=to_whom(first.recipient, first.csp),
        reference=first.reference,
        made_on=context.today,
        sections=(
            Section(
                heading="What this corrects",
                text="Something in a document that we sent you was not right. We are sorry for this. "
                "Please keep this paper with the first one.",
                rows=(
                    Row(label="Document", text=first.notice.value[:1].upper() + first.notice.value[1:]),
                    Row(label="Sent on", text=in_words(civil_date(first.sent_at)) if first.sent_at else "Not known"),
                    Row(label="Fingerprint of the file (SHA-256)", text=first.sha256 or "Not known"),
                ),
            ),
            Section(heading="The correction", text=words),
        ),
    )


def to_whom(recipient: RecipientKind, csp: str) -> str:
    """`Home Office`; a CSP Chair is one of ten: `CSP Chair, Watford`."""
    return f"{recipient.value}, {csp}" if recipient is RecipientKind.CSP_CHAIR else recipient.value
