"""Is a wrong setting named, with what to do about it, before anything starts?"""

import os
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import Field
from shared.calendar import civil_date
from shared.clock import Clock, Fixed, write_today
from shared.privacy.master_key import master_key
from shared.settings import Settings, SettingsWrong, read_settings


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> pytest.MonkeyPatch:
    """A service that could start; each test spoils what it is about."""
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.setenv("SECRETS_DIR", str(tmp_path / "no-secrets"))
    monkeypatch.setenv("ENVIRONMENT", "test")
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/cases.db")
    monkeypatch.setenv("KEYS_URL", f"sqlite:///{tmp_path}/keys.db")
    monkeypatch.setenv("NATS_URL", "nats://localhost:4222")
    monkeypatch.setenv("MASTER_KEY_FILE", str(tmp_path / "keys" / "master"))
    return monkeypatch


def problems() -> list[str]:
    with pytest.raises(SettingsWrong) as wrong:
        read_settings(Settings)
    return list(wrong.value.problems)


def test_what_is_left_out_has_a_sensible_value(environment: pytest.MonkeyPatch) -> None:
    settings = read_settings(Settings)
    assert (settings.log_level, settings.today, settings.documents_url) == ("info", None, None)
    environment.setenv("LOG_LEVEL", "")
    assert read_settings(Settings).log_level == "info"
    environment.setenv("LOG_LEVEL", "WARNING")
    assert read_settings(Settings).log_level == "warning"


def test_all_that_is_wrong_is_said_at_once_and_says_what_to_do(environment: pytest.MonkeyPatch) -> None:
    environment.setenv("DATABASE_URL", "mysql://reviews:Hunter2@host/cases")
    environment.delenv("KEYS_URL")
    environment.setenv("NATS_URL", "nats://one:4222,http://two:4222")
    environment.setenv("COMMANDS_WORKERS", "none")
    environment.setenv("LEASE_SECONDS", "0")
    environment.setenv("TODAY", "0")
    environment.setenv("ENVIRONMENT", "live")
    said = problems()
    names = [line.removeprefix("- ").split()[0] for line in said]
    assert names == [
        "ENVIRONMENT",
        "DATABASE_URL",
        "KEYS_URL",
        "NATS_URL",
        "MASTER_KEY_FILE",
        "TODAY",
        "COMMANDS_WORKERS",
        "LEASE_SECONDS",
    ]
    assert said[2].startswith("- KEYS_URL is not set. Set it to the address of the database that keeps")
    assert all(line.endswith(".") for line in said)
    assert "Hunter2" not in "".join(said)


def test_addresses_are_not_shown(environment: pytest.MonkeyPatch) -> None:
    environment.setenv("NATS_URL", "nats://cases:Hunter2@localhost:4222")
    assert "Hunter2" not in repr(read_settings(Settings))


def test_postgresql_is_reached_by_the_driver_we_install(environment: pytest.MonkeyPatch) -> None:
    environment.setenv("DATABASE_URL", "postgresql://cases@host/cases")
    assert read_settings(Settings).database_url == "postgresql+psycopg://cases@host/cases"


def test_keys_are_kept_in_a_database_of_their_own(environment: pytest.MonkeyPatch) -> None:
    environment.setenv("DATABASE_URL", "postgresql://cases@host/cases")
    environment.setenv("KEYS_URL", "postgresql+psycopg://cases@host/cases")
    [said] = problems()
    assert said.startswith("- KEYS_URL is the same as DATABASE_URL.")


def test_a_secret_file_stands_for_a_variable(environment: pytest.MonkeyPatch, tmp_path: Path) -> None:
    folder = tmp_path / "secrets"
    folder.mkdir()
    (folder / "nats_url").write_text("tls://cases:word@nats:4222\n")
    environment.setenv("SECRETS_DIR", str(folder))
    environment.delenv("NATS_URL")
    assert read_settings(Settings).nats_url == "tls://cases:word@nats:4222"


def test_a_service_adds_settings_of_its_own(environment: pytest.MonkeyPatch) -> None:
    class PostSettings(Settings):
        smtp_url: str = Field(description="Set it to the address of the mail server.")

    with pytest.raises(SettingsWrong, match=r"- SMTP_URL is not set\. Set it to the address of the mail server\."):
        read_settings(PostSettings)
    environment.setenv("SMTP_URL", "smtps://mail")
    assert read_settings(PostSettings).smtp_url == "smtps://mail"


# Production


def production(environment: pytest.MonkeyPatch, tmp_path: Path) -> None:
    environment.delenv("ENVIRONMENT")  # left out, it is production
    master_key(tmp_path / "keys" / "master", make=True)


@pytest.mark.parametrize("name", ["TODAY", "TODAY_FILE"])
def test_production_lives_today(environment: pytest.MonkeyPatch, tmp_path: Path, name: str) -> None:
    production(environment, tmp_path)
    assert read_settings(Settings).environment == "production"
    write_today(tmp_path / "today", date(2026, 11, 3))
    environment.setenv(name, "2026-11-03" if name == "TODAY" else str(tmp_path / "today"))
    [said] = problems()
    assert said.startswith(f"- {name} is not allowed in production. Leave it out")


def test_production_makes_no_master_key(environment: pytest.MonkeyPatch, tmp_path: Path) -> None:
    environment.setenv("ENVIRONMENT", "production")
    [said] = problems()
    assert said.startswith("- MASTER_KEY_FILE names a file that is not there.")
    assert not (tmp_path / "keys").exists()


# The master key


def test_elsewhere_the_master_key_is_made_once(environment: pytest.MonkeyPatch, tmp_path: Path) -> None:
    key = read_settings(Settings).master_key()
    assert len(key) == 32
    assert read_settings(Settings).master_key() == key
    path = tmp_path / "keys" / "master"
    assert path.stat().st_mode & 0o777 == 0o600
    assert list(path.parent.iterdir()) == [path]  # no draft is left lying about


@pytest.mark.parametrize(
    ("mode", "length", "trouble"),
    [
        (0o640, 32, "others than its owner may read"),
        (0o604, 32, "others than its owner may read"),
        (0o600, 31, "exactly 32 bytes"),
        (0o600, 33, "exactly 32 bytes"),
    ],
)
def test_a_master_key_that_others_may_read_or_that_is_no_key_is_refused(
    environment: pytest.MonkeyPatch, tmp_path: Path, mode: int, length: int, trouble: str
) -> None:
    path = tmp_path / "master"
    path.write_bytes(os.urandom(length))
    path.chmod(mode)
    environment.setenv("MASTER_KEY_FILE", str(path))
    [said] = problems()
    assert trouble in said


def test_a_place_where_no_key_can_be_made_is_named(environment: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    environment.setenv("MASTER_KEY_FILE", str(tmp_path / "file" / "master"))
    [said] = problems()
    assert said.startswith("- MASTER_KEY_FILE names a file that this service cannot make.")


# The clock


@pytest.mark.rule("C-07")
def test_the_real_clock_tells_the_day_in_london() -> None:
    clock = Clock(Fixed())
    before, now, after = datetime.now(UTC), clock.now(), datetime.now(UTC)
    assert before <= now <= after
    assert clock.today() in {civil_date(before), civil_date(datetime.now(UTC))}


@pytest.mark.rule("C-07")
def test_in_summer_the_day_changes_in_london_an_hour_before_it_does_in_utc() -> None:
    late = datetime(2026, 7, 1, 23, 30, tzinfo=UTC)
    clock = Clock(Fixed(), real=lambda: late)
    assert clock.today() == date(2026, 7, 2)
    assert clock.now() == late


@pytest.mark.rule("C-07")
@given(st.dates(date(2000, 1, 1), date(2090, 1, 1)))
def test_a_day_that_is_set_has_the_real_time(day: date) -> None:
    clock = Clock(Fixed(today=day))
    assert clock.today() == day
    assert clock.now().tzinfo is UTC
    assert civil_date(clock.now()) == day


def test_a_demonstration_moves_on_by_its_file(environment: pytest.MonkeyPatch, tmp_path: Path) -> None:
    path = tmp_path / "today"
    environment.setenv("TODAY_FILE", str(path))
    [said] = problems()
    assert said.startswith("- TODAY_FILE names a file that is not there.")
    write_today(path, date(2026, 11, 3))
    clock = Clock(read_settings(Settings))
    assert clock.today() == date(2026, 11, 3)
    write_today(path, date(2026, 11, 3) + timedelta(days=181))
    assert clock.today() == date(2027, 5, 3)
    assert list(tmp_path.glob(".today*")) == []


def test_a_day_is_set_in_one_way(environment: pytest.MonkeyPatch, tmp_path: Path) -> None:
    write_today(tmp_path / "today", date(2026, 11, 3))
    environment.setenv("TODAY_FILE", str(tmp_path / "today"))
    environment.setenv("TODAY", "2026-11-03")
    [said] = problems()
    assert said.startswith("- TODAY_FILE and TODAY are both set.")


def test_a_file_without_a_date_is_named(environment: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "today").write_text("soon")
    environment.setenv("TODAY_FILE", str(tmp_path / "today"))
    [said] = problems()
    assert said.startswith("- TODAY_FILE names a file that does not hold a date such as 2026-11-03.")
    with pytest.raises(ValueError, match="does not hold a date"):
        Clock(Fixed(today_file=tmp_path / "today")).today()
