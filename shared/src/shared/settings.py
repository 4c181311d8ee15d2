"""What must a service be told before it can start, and is what it was told right?

Settings come from environment variables of the same name in capitals, and from files of that name in
SECRETS_DIR (or /run/secrets), so that passwords need not stand in the environment. A service with wishes of
its own subclasses `Settings`.
"""

import os
import re
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    AnyHttpUrl,
    BeforeValidator,
    Field,
    ValidationError,
    ValidationInfo,
    field_validator,
)
from pydantic_settings import BaseSettings, SettingsConfigDict

from shared.clock import read_today
from shared.privacy.master_key import master_key

type Environment = Literal["demonstration", "test", "production"]


class SettingsWrong(Exception):
    """The service cannot start with these settings. The text names each variable and what to do about it."""

    def __init__(self, *problems: str) -> None:
        super().__init__("\n".join(["The service cannot start yet. Please look at these settings:", *problems]))
        self.problems = problems


def _database(url: str) -> str:
    if url.startswith("postgresql://"):
        url = url.replace("postgresql://", "postgresql+psycopg://", 1)  # psycopg 3 is the only driver we install
    if not url.startswith(("sqlite:///", "postgresql+psycopg://")):
        raise ValueError("does not begin with sqlite:/// or postgresql://")
    return url


def _starts_with(*schemes: str) -> AfterValidator:
    def check(url: str) -> str:
        for one in url.split(","):
            if not one.strip().startswith(schemes):
                raise ValueError(f"does not begin with {' or '.join(schemes)}")
        return url

    return AfterValidator(check)


def _date(value: object) -> object:
    # pydantic alone would take "0" for 1 January 1970
    if isinstance(value, str) and not re.fullmatch(r"\d{4}-\d\d-\d\d", value.strip()):
        raise ValueError("is not a date")
    return value.strip() if isinstance(value, str) else value


THIS_MACHINE = frozenset({"127.0.0.1", "localhost", "[::1]"})


def _safe(url: AnyHttpUrl) -> AnyHttpUrl:
    if url.scheme == "http" and url.host not in {*THIS_MACHINE, "testserver"}:
        raise ValueError("is not https, which is only fit for this machine itself")
    return url


type PublicUrl = Annotated[AnyHttpUrl, AfterValidator(_safe)]
"""The address that people type."""
type DatabaseUrl = Annotated[str, AfterValidator(_database)]
type CivilDate = Annotated[date, BeforeValidator(_date)]


class Settings(BaseSettings):
    """Addresses hold passwords, so they are not shown by `repr`, and no message repeats a value."""

    model_config = SettingsConfigDict(frozen=True, extra="ignore", env_ignore_empty=True)

    # Left out, it is production: what is only fit for a demonstration has to be asked for.
    environment: Environment = Field(default="production", description="Set it to demonstration, test or production.")
    database_url: DatabaseUrl = Field(
        repr=False,
        description="Set it to the address of this service's own database, "
        "such as sqlite:////var/lib/reviews/cases.db or postgresql://user:password@host/cases.",
    )
    keys_url: DatabaseUrl = Field(
        repr=False,
        description="Set it to the address of the database that keeps this service's keys. "
        "It is another one than DATABASE_URL, so that backups of data and of keys part ways.",
    )
    nats_url: Annotated[str, _starts_with("nats://", "tls://")] = Field(
        repr=False, description="Set it to the address of the NATS server, such as nats://localhost:4222."
    )
    master_key_file: Path = Field(
        description="Set it to the path of the file with the master key: 32 random bytes, readable by its "
        "owner alone. In demonstration and test it is made when it is not there.",
    )
    documents_url: Annotated[str, _starts_with("file:///", "memory://", "s3://", "az://")] | None = Field(
        default=None,
        repr=False,
        description="Set it to where documents are kept, such as file:///var/lib/reviews/documents.",
    )
    today: CivilDate | None = Field(
        default=None,
        description="Leave it out for the real date. In demonstration and test it can be a date, such as 2026-11-03.",
    )
    today_file: Path | None = Field(
        default=None,
        description="Leave it out for the real date. In demonstration and test it can be the path of a "
        "file that holds a date such as 2026-11-03; it is read again each time, so "
        "that a demonstration can move on.",
    )
    log_level: Literal["debug", "info", "warning", "error"] = Field(
        default="info", description="Set it to debug, info, warning or error."
    )
    commands_workers: int = Field(
        default=64, ge=1, le=1000, description="Set it to how many commands may wait at once, from 1 to 1000."
    )
    lease_seconds: float = Field(
        default=5.0, gt=0, le=600, description="Set it to how long a replica holds the lease, in seconds."
    )
    tick_seconds: float = Field(
        default=60.0, gt=0, le=86_400, description="Set it to how often deadlines are checked, in seconds."
    )

    @field_validator("log_level", mode="before")
    @classmethod
    def _any_case(cls, level: object) -> object:
        return level.lower() if isinstance(level, str) else level

    # The checks across fields stand on the later field, not on the model, so that all problems come out at
    # once.

    @field_validator("keys_url")
    @classmethod
    def _another_database(cls, url: str, info: ValidationInfo) -> str:
        if url == info.data.get("database_url"):
            raise ValueError("is the same as DATABASE_URL")
        return url

    @field_validator("today", "today_file")
    @classmethod
    def _never_in_production(cls, value: Any, info: ValidationInfo) -> Any:
        if value is not None and info.data.get("environment") == "production":
            raise ValueError("is not allowed in production")
        return value

    @field_validator("today_file")
    @classmethod
    def _one_way_of_saying_it(cls, path: Path | None, info: ValidationInfo) -> Path | None:
        if path is not None and info.data.get("today") is not None:
            raise ValueError("and TODAY are both set")
        if path is not None:
            read_today(path)
        return path

    @field_validator("master_key_file")
    @classmethod
    def _usable(cls, path: Path, info: ValidationInfo) -> Path:
        master_key(path, make=info.data.get("environment") in {"demonstration", "test"})
        return path

    def master_key(self) -> bytes:
        return master_key(self.master_key_file)


def read_settings[S: BaseSettings](cls: type[S], /, **given: Any) -> S:
    """The settings from the environment and the secret files, or SettingsWrong with every problem at once."""
    folder = Path(os.environ.get("SECRETS_DIR", "/run/secrets"))
    try:
        return cls(_secrets_dir=folder if folder.is_dir() else None, **given)
    except ValidationError as wrong:
        raise SettingsWrong(*_sentences(cls, wrong)) from None  # the cause would repeat the values


def _sentences(cls: type[BaseSettings], wrong: ValidationError) -> list[str]:
    found = []
    for error in wrong.errors(include_input=False, include_url=False):
        name = str(error["loc"][0])
        field = cls.model_fields.get(name)
        advice = (field.description if field else None) or "Please correct it."
        match error["type"]:
            case "missing":
                trouble = "is not set"
            case "value_error":
                trouble = str(error["ctx"]["error"])
            case _:
                trouble = "is not right"
        found.append(f"- {name.upper()} {trouble}. {advice}")
    return found
