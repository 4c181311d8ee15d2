"""What do we write to a panel member about evaluating the chair (Q-01)? Nothing of who died, or how."""

from datetime import date

from shared.calendar import in_words
from shared.contracts.cases.values import Evaluator
from shared.contracts.chairs.facts import EvaluationOpened, EvaluationReminderDue, EvaluatorInvitedAgain
from shared.contracts.notifications.values import Form, Section

from notifications.forms.letterhead import Letterhead

LINK = "[Your personal link]"
"""Stands in the letter that is kept. The link itself is put in when the letter is sent."""

_SHARES = (
    "Nobody is shown who gave which score or wrote which comment. {chair} sees the average alone, after the evaluation "
    "has closed, and only if three or more have answered.",
    "The link is for you alone, so please do not pass it on. You need no account, and you answer once.",
)


def invitation(fact: EvaluationOpened | EvaluatorInvitedAgain, who: Evaluator, made_on: date) -> Form:
    said = (
        f"You sat on the panel of a review that {fact.chair_name} chaired. Our reference is {fact.reference}. The Home "
        "Office has now approved the report. Thank you for your part in it.",
        "We ask everybody on the panel how they found the chairing. You were there, so you can tell us what helped and "
        f"what did not. It takes about ten minutes. Please answer by {in_words(fact.closes_on)}:",
    )
    return _letter("invitation", "please tell us how the review was chaired", fact, who, made_on, said)


def reminder(fact: EvaluationReminderDue, who: Evaluator, made_on: date) -> Form:
    said = (
        f"We wrote to you about the review with our reference {fact.reference}, which {fact.chair_name} chaired. We "
        "asked how you found the chairing, and have not had your answer yet. If you have just sent it, thank you.",
        f"We would be glad to hear from you. It takes about ten minutes, and it is open until "
        f"{in_words(fact.closes_on)}:",
    )
    return _letter("reminder", "a reminder, please tell us how the review was chaired", fact, who, made_on, said)


def _letter(
    name: str,
    title: str,
    fact: EvaluationOpened | EvaluatorInvitedAgain | EvaluationReminderDue,
    who: Evaluator,
    made_on: date,
    said: tuple[str, ...],
) -> Form:
    shares = (one.format(chair=fact.chair_name) for one in _SHARES)
    return Form(
        template=f"evaluation-{name}",
        template_version=1,
        title=title,
        to=who.name,
        reference=fact.reference,
        made_on=made_on,
        sections=tuple(Section(heading="", text=text) for text in (*said, LINK, *shares)),
    )


def written(form: Form, letterhead: Letterhead) -> str:
    """The letter as plain text, in the council's name."""
    paragraphs = [
        "OFFICIAL",
        f"Dear {form.to},",
        *(section.text or "" for section in form.sections),
        f"If you would rather answer on paper, or if something does not work, please write to {letterhead.contact}. If "
        "this message was not meant for you, please tell us and delete it.",
        f"{letterhead.signatory}\n{letterhead.team}\n{letterhead.council}",
    ]
    return "\n\n".join(paragraphs)
