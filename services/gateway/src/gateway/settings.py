"""What must the gateway be told before it can start?"""

from pathlib import Path
from typing import Annotated, Literal

from pydantic import AnyHttpUrl, Field, SecretStr, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict
from shared.contracts.evaluation_link import KEY_ADVICE, LinkKey, needed_in_production
from shared.settings import THIS_MACHINE, CivilDate, DatabaseUrl, Environment, PublicUrl


class GatewaySettings(BaseSettings):
    """The gateway keeps accounts, sessions and the audit trail, and no case: so it has no keys."""

    model_config = SettingsConfigDict(frozen=True, extra="ignore", env_ignore_empty=True)

    environment: Environment = Field(default="production", description="Set it to demonstration, test or production.")
    database_url: DatabaseUrl = Field(
        repr=False,
        description="Set it to the address of the gateway's own database, "
        "such as sqlite:////var/lib/reviews/gateway.db or postgresql://user:password@host/gateway.",
    )
    nats_url: str = Field(
        repr=False, description="Set it to the address of the NATS server, such as nats://localhost:4222."
    )
    public_url: PublicUrl = Field(
        default=AnyHttpUrl("http://127.0.0.1:8000"),
        description="Set it to the address that people type, such as https://reviews.example.gov.uk.",
    )
    services_ready_urls: dict[str, AnyHttpUrl] = Field(
        default={}, description='Set it to each service\'s readiness page: {"cases": "http://127.0.0.1:8101/ready"}.'
    )
    mailbox_url: AnyHttpUrl | None = Field(
        default=None, description="Leave it out, or set it to where a demonstration shows the e-mails it has caught."
    )
    today: CivilDate | None = Field(default=None, description="Leave it out for the real date.")
    today_file: Path | None = Field(default=None, description="Leave it out for the real date.")
    log_level: Literal["debug", "info", "warning", "error"] = Field(
        default="info", description="Set it to debug, info, warning or error."
    )
    council: str = Field(default="Hertfordshire County Council", description="Set it to the council's name.")
    process: str = Field(default="Domestic Homicide Reviews", description="Set it to the name of the process.")
    marking: str = Field(default="OFFICIAL", description="Set it to the marking of pages about a case.")
    contact: str = Field(
        default="the Strategic Partnership’s Team", description="Set it to whom people turn to with a question."
    )
    session_idle_minutes: Annotated[int, Field(ge=5, le=480)] = Field(
        default=60, description="Set it to after how many minutes without a page a person has to sign in again."
    )
    session_hours: Annotated[int, Field(ge=1, le=24)] = Field(
        default=12, description="Set it to after how many hours a person has to sign in again in any case."
    )
    sign_ins_per_minute: Annotated[int, Field(ge=1, le=1000)] = Field(
        default=10, description="Set it to how many failed sign-ins from one place are let through in a minute."
    )
    oidc_issuer: AnyHttpUrl | None = Field(
        default=None,
        description="Leave it out for accounts of our own, or set it to the address of the identity provider.",
    )
    oidc_client_id: str = Field(default="", description="Set it to the name that the identity provider gave us.")
    oidc_client_secret: SecretStr = Field(default=SecretStr(""), description="Set it to the secret that goes with it.")
    evaluation_link_key: LinkKey | None = Field(default=None, validate_default=True, description=KEY_ADVICE)

    @property
    def https(self) -> bool:
        return self.public_url.scheme == "https"

    @property
    def origins(self) -> frozenset[str]:
        """What a browser calls us: scheme, host, and a port that is not the usual one."""
        port = {"https": 443, "http": 80}.get(self.public_url.scheme)
        there = f":{self.public_url.port}" if self.public_url.port not in (None, port) else ""
        names = THIS_MACHINE if self.public_url.host in THIS_MACHINE else {self.public_url.host}
        return frozenset(f"{self.public_url.scheme}://{name}{there}" for name in names)

    @field_validator("evaluation_link_key")
    @classmethod
    def _needed(cls, key: SecretStr | None, info: ValidationInfo) -> SecretStr | None:
        return needed_in_production(key, info)
