"""Are keys kept safe, and is a destroyed key gone for ever?"""

import os
from collections.abc import Callable, Collection, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from cryptography.exceptions import InvalidTag
from shared.database.engine import Database
from shared.privacy.vault import KEYS, Vault
from sqlalchemy import select

MASTER = os.urandom(32)


@pytest.fixture
def vault(database_url: str) -> Iterator[Vault]:
    vault = Vault(database_url, MASTER)
    yield vault
    vault.close()


@pytest.fixture
def another(database_url: str, vault: Vault) -> Iterator[Callable[[], Vault]]:
    """Another replica, which remembers nothing."""
    made: list[Vault] = []

    def new(master_key: bytes = MASTER) -> Vault:
        made.append(Vault(database_url, master_key))
        return made[-1]

    yield new
    for each in made:
        each.close()


def test_a_key_is_made_once(vault: Vault, another: Callable[[], Vault]) -> None:
    assert vault.keys(["case-1"], make=False) == {}
    made = vault.keys(["case-1", "case-2"], make=True)
    assert len(set(made.values())) == 2
    assert another().keys(["case-1", "case-2"], make=True) == made
    assert vault.holds("case-1")
    assert not vault.holds("case-3")


def test_replicas_that_make_a_key_at_once_make_the_same(another: Callable[[], Vault]) -> None:
    vaults = [another() for _ in range(4)]
    with ThreadPoolExecutor(4) as threads:
        made = list(threads.map(lambda vault: vault.keys(["case-1"], make=True)["case-1"], vaults))
    assert len(set(made)) == 1


def test_a_destroyed_key_never_comes_back(vault: Vault, another: Callable[[], Vault]) -> None:
    key = vault.keys(["case-1"], make=True)["case-1"]
    assert key
    vault.destroy("case-1")
    for replica in (vault, another()):
        assert replica.keys(["case-1"], make=True) == {"case-1": None}
        replica.put("case-1", key)
        assert replica.keys(["case-1"], make=True) == {"case-1": None}
        assert not replica.holds("case-1")


def test_a_key_that_is_destroyed_while_it_is_read_is_not_remembered(database_url: str) -> None:
    class Interrupted(Vault):
        def _read(self, subjects: Collection[str], *, make: bool) -> dict[str, bytes | None]:
            found = super()._read(subjects, make=make)
            self.destroy("case-1")
            return found

    vault = Interrupted(database_url, MASTER)
    vault.put("case-1", b"k" * 32)
    vault.keys(["case-1"], make=False)
    assert not vault.holds("case-1")
    vault.close()


def test_a_key_may_be_destroyed_before_it_was_ever_held(vault: Vault) -> None:
    vault.destroy("case-1")
    assert vault.keys(["case-1"], make=True) == {"case-1": None}


def test_a_key_that_was_handed_over_is_held(vault: Vault) -> None:
    vault.put("case-1", b"k" * 32)
    assert vault.keys(["case-1"], make=True) == {"case-1": b"k" * 32}


def test_keys_are_useless_without_the_master_key(vault: Vault, another: Callable[[bytes], Vault]) -> None:
    vault.put("case-1", b"k" * 32)
    with pytest.raises(InvalidTag):
        another(os.urandom(32)).keys(["case-1"], make=False)


def test_a_wrapped_key_can_not_be_passed_to_another_case(
    vault: Vault, another: Callable[[], Vault], database_url: str
) -> None:
    vault.put("case-1", b"k" * 32)
    database = Database(database_url)
    with database.begin() as tx:
        wrapped = tx.execute(select(KEYS.c.wrapped)).scalar_one()
        assert b"k" * 32 not in wrapped
        tx.execute(KEYS.insert().values(subject="case-2", wrapped=wrapped))
    database.close()
    with pytest.raises(InvalidTag):
        another().keys(["case-2"], make=False)


def test_on_sqlite_nothing_of_a_destroyed_key_is_left_in_the_files(tmp_path: Path) -> None:
    path = tmp_path / "keys.db"
    vault = Vault(f"sqlite:///{path}", MASTER)
    vault.put("case-1", b"k" * 32)
    database = Database(f"sqlite:///{path}")
    with database.read() as tx:
        wrapped = tx.execute(select(KEYS.c.wrapped)).scalar_one()
    assert any(wrapped in file.read_bytes() for file in tmp_path.iterdir())
    vault.destroy("case-1")
    assert not any(wrapped in file.read_bytes() for file in tmp_path.iterdir())
    database.close()
    vault.close()


def test_a_fingerprint_tells_the_same_from_another_only_with_the_master_key(
    vault: Vault, another: Callable[..., Vault]
) -> None:
    assert vault.fingerprint(b"one") == another().fingerprint(b"one")
    assert vault.fingerprint(b"one") != vault.fingerprint(b"two")
    assert vault.fingerprint(b"one") != another(os.urandom(32)).fingerprint(b"one")
