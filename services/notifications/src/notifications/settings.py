"""What must this service be told beside what all are told: its mail server, its name, and where people find us?"""

from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, SecretStr, ValidationInfo, field_validator
from shared.contracts.email_address import is_email
from shared.contracts.evaluation_link import KEY_ADVICE, PLACE, Invited, LinkKey, needed_in_production, token_for
from shared.settings import PublicUrl, Settings

from notifications.channels.smtp import MailServer
from notifications.forms.letterhead import Letterhead


def _email(text: str) -> str:
    if not is_email(text):
        raise ValueError("is not an e-mail address")
    return text


class NotificationSettings(Settings):
    smtp_host: str | None = Field(
        default=None,
        validate_default=True,
        description="Set it to the name of the mail server, as its certificate names it.",
    )
    smtp_port: int = Field(default=587, ge=1, le=65535, description="Set it to the mail server's port.")
    smtp_security: Literal["starttls", "tls"] = Field(
        default="starttls", description="Set it to starttls (port 587) or tls (port 465)."
    )
    smtp_ca_file: Path | None = Field(
        default=None,
        description="Set it to the file with the authority of the mail server's certificate, "
        "where that is the county's own.",
    )
    smtp_username: str | None = Field(default=None, description="Set it to the account at the mail server.")
    smtp_password: SecretStr | None = Field(default=None, description="Put it into a file of this name in SECRETS_DIR.")
    smtp_sink_host: str | None = Field(
        default=None,
        description="Outside production: set it to the host of the test mailbox. "
        "If SMTP_HOST is another one, nothing is sent.",
    )
    smtp_allowed_domains: str = Field(
        default="", description="Outside production: domains that may be written to, with commas between them."
    )
    mail_from: Annotated[str, AfterValidator(_email)] = Field(
        default="domestic-homicide-reviews@county.example",
        validate_default=True,
        description="Set it to the address that the team writes from and reads.",
    )
    council: str = Field(default="Hertfordshire County Council", description="Set it to the council's name.")
    team: str = Field(
        default="Strategic Partnership's Team for Domestic Abuse", description="Set it to the team's name."
    )
    signatory: str = Field(
        default="Partnership's Manager, Domestic Abuse", description="Set it to the post that signs."
    )
    public_url: PublicUrl | None = Field(
        default=None,
        validate_default=True,
        description="Set it to the address that people type, such as https://reviews.example.gov.uk. The personal "
        "links of panel members begin with it.",
    )
    evaluation_link_key: LinkKey | None = Field(default=None, validate_default=True, description=KEY_ADVICE)
    poll_seconds: float = Field(
        default=1.0, gt=0, le=60, description="Set it to how often the sender looks for work, in seconds."
    )

    @field_validator("smtp_host", "mail_from")
    @classmethod
    def _said_in_production(cls, value: str | None, info: ValidationInfo) -> str | None:
        if info.data.get("environment") == "production" and (value is None or value.endswith("@county.example")):
            raise ValueError("is not set")
        return value

    @field_validator("public_url", "evaluation_link_key")
    @classmethod
    def _for_personal_links[V](cls, value: V, info: ValidationInfo) -> V:
        return needed_in_production(value, info)


def personal_link(settings: NotificationSettings, invited: Invited) -> str | None:
    """None: nobody has said yet where people find us, or by which key links are known."""
    if settings.public_url is None or settings.evaluation_link_key is None:
        return None
    return f"{str(settings.public_url).rstrip('/')}{PLACE}{token_for(invited, settings.evaluation_link_key)}"


def mail_server(settings: NotificationSettings) -> MailServer | None:
    """None: none has been set up."""
    if settings.smtp_host is None:
        return None
    domains = (domain.strip().lower() for domain in settings.smtp_allowed_domains.split(","))
    return MailServer(
        host=settings.smtp_host,
        port=settings.smtp_port,
        security=settings.smtp_security,
        sender=settings.mail_from,
        sender_name=settings.signatory,
        environment=settings.environment,
        ca_file=str(settings.smtp_ca_file) if settings.smtp_ca_file else None,
        username=settings.smtp_username,
        password=settings.smtp_password.get_secret_value() if settings.smtp_password else None,
        sink_host=settings.smtp_sink_host,
        allowed_domains=frozenset(domain for domain in domains if domain),
    )


def letterhead(settings: NotificationSettings) -> Letterhead:
    return Letterhead(
        council=settings.council, team=settings.team, signatory=settings.signatory, contact=settings.mail_from
    )
