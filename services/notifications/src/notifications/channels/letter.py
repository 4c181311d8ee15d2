"""What does an e-mail of ours look like? A marking, a reference, plain sentences and the document: nothing personal."""

from dataclasses import dataclass
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


def message_id(dispatch_id: str, sender: str) -> str:
    return f"<{dispatch_id}@{sender.rpartition('@')[2]}>"


def email_for(letter: Letter, *, sender: str, sender_name: str, at: datetime) -> EmailMessage:
    message = EmailMessage(policy=SMTP)
    message["From"] = Address(display_name=sender_name, addr_spec=sender)
    message["To"] = Address(addr_spec=letter.recipient)
    message["Subject"] = f"OFFICIAL: {'correction, ' if letter.correction else ''}our reference {letter.reference}"
    message["Message-ID"] = message_id(letter.dispatch_id, sender)
    message["Date"] = format_datetime(at.astimezone(LONDON))
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(_body(letter), charset="utf-8", cte="quoted-printable")
    message.add_attachment(letter.pdf, maintype="application", subtype="pdf", filename=letter.filename)
    return message


def _body(letter: Letter) -> str:
    what = "a correction to a document that we sent you before" if letter.correction else "a document for you"
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
