"""What does an e-mail of ours look like? A marking, a reference, plain sentences and the document: nothing personal.

To a panel member it is a plain letter by itself, without a document.
"""

from dataclasses import dataclass, field
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from shared.calendar import LONDON


@dataclass(frozen=True, slots=True)
class Letter:
    """`dispatch_id` is made of case, notice, recipient and round, so the Message-ID is the same in every attempt, and
    a mail server that sees it twice can tell."""

    dispatch_id: str
    recipient: str
    reference: str
    filename: str
    pdf: bytes
    signatory: str
    correction: bool = False
    enclosed: "Enclosed | None" = None


@dataclass(frozen=True, slots=True)
class Enclosed:
    """A file that goes with the document, such as the report itself."""

    filename: str
    media_type: str
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class PlainLetter:
    """A letter to one person. `text` has their personal link, so it is never shown or logged."""

    dispatch_id: str
    recipient: str
    reference: str
    title: str
    text: str = field(repr=False)


type Mail = Letter | PlainLetter


def message_id(dispatch_id: str, sender: str) -> str:
    return f"<{dispatch_id}@{sender.rpartition('@')[2]}>"


def email_for(letter: Mail, *, sender: str, sender_name: str, at: datetime) -> EmailMessage:
    message = EmailMessage(policy=SMTP)
    message["From"] = Address(display_name=sender_name, addr_spec=sender)
    message["To"] = Address(addr_spec=letter.recipient)
    message["Subject"] = _subject(letter)
    message["Message-ID"] = message_id(letter.dispatch_id, sender)
    message["Date"] = format_datetime(at.astimezone(LONDON))
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(_body(letter), charset="utf-8", cte="quoted-printable")
    if isinstance(letter, Letter):
        message.add_attachment(letter.pdf, maintype="application", subtype="pdf", filename=letter.filename)
        if letter.enclosed is not None:
            kind, _, part = letter.enclosed.media_type.partition("/")
            message.add_attachment(
                letter.enclosed.content, maintype=kind, subtype=part, filename=letter.enclosed.filename
            )
    return message


def _subject(letter: Mail) -> str:
    if isinstance(letter, PlainLetter):
        return f"OFFICIAL: {letter.title}, our reference {letter.reference}"
    return f"OFFICIAL: {'correction, ' if letter.correction else ''}our reference {letter.reference}"


def _body(letter: Mail) -> str:
    if isinstance(letter, PlainLetter):
        return f"{letter.text}\n"
    what = "a correction to a document that we sent you before" if letter.correction else "a document for you"
    if letter.enclosed is not None:
        what = "a covering note and the report itself"
    return (
        "OFFICIAL\n"
        "\n"
        f"Please find attached {what}.\n"
        "\n"
        f"Our reference is {letter.reference}. Please quote it when you reply.\n"
        "\n"
        "Please reply to say that you have received this message. If it has reached you by mistake, please tell us and "
        "delete it.\n"
        "\n"
        f"{letter.signatory}\n"
    )
