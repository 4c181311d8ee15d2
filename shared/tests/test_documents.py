"""Are files kept whole, closed, and safe from a change behind our back?"""

import hashlib
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shared.asking import PIECE_BYTES
from shared.privacy.documents import Document, DocumentChanged, DocumentMissing, Documents

KEY, OTHER = b"k" * 32, b"o" * 32
LETTER = b"Dear Ann Other, " * 100


@pytest.fixture(params=["memory://", "file://"])
def documents(request: pytest.FixtureRequest, tmp_path: Path) -> Documents:
    return Documents(f"file://{tmp_path}/of%20cases" if request.param == "file://" else request.param)


def files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_a_document_is_known_by_its_hash(documents: Documents) -> None:
    document = documents.put(LETTER, KEY)
    assert document == Document(hashlib.sha256(LETTER).hexdigest(), len(LETTER))
    assert documents.get(document.hash, KEY) == LETTER
    assert documents.put(LETTER, KEY) == document
    assert documents.put(b"", KEY).size == 0
    assert documents.get(documents.put(b"", KEY).hash, KEY) == b""


@given(st.binary(max_size=2000), st.binary(min_size=32, max_size=32))
def test_what_is_put_comes_back(plain: bytes, key: bytes) -> None:
    documents = Documents("memory://")
    assert documents.get(documents.put(plain, key).hash, key) == plain


@pytest.mark.parametrize("more", [-1, 0, 1])
def test_a_large_file_lies_in_pieces(tmp_path: Path, more: int) -> None:
    documents = Documents(f"file://{tmp_path}")
    plain = os.urandom(PIECE_BYTES + more)
    document = documents.put(plain, KEY)
    assert documents.get(document.hash, KEY) == plain
    assert len(files(tmp_path)) == (1 if more < 0 else 2)
    documents.delete(document.hash, KEY)
    assert files(tmp_path) == []


def test_pieces_of_another_file_are_noticed() -> None:
    documents = Documents("memory://")
    promised = hashlib.sha256(b"what was promised").hexdigest()
    documents.put_piece(promised, 0, b"what came", KEY)
    with pytest.raises(DocumentChanged):
        documents.get(promised, KEY)


def test_without_its_key_a_document_is_not_even_there(documents: Documents) -> None:
    document = documents.put(LETTER, KEY)
    with pytest.raises(DocumentMissing, match="not in the store"):
        documents.get(document.hash, OTHER)


def test_the_store_tells_nothing(tmp_path: Path) -> None:
    documents = Documents(f"file://{tmp_path}")
    document = documents.put(LETTER, KEY)
    documents.put(LETTER, OTHER)
    one, two = files(tmp_path)
    assert one.name != two.name
    assert document.hash not in one.name + two.name
    assert b"Ann Other" not in one.read_bytes() + two.read_bytes()
    assert one.read_bytes()[:64] != two.read_bytes()[:64]


def test_the_same_file_in_one_case_is_kept_once(tmp_path: Path) -> None:
    documents = Documents(f"file://{tmp_path}")
    documents.put(LETTER, KEY)
    documents.put(LETTER, KEY)
    assert len(files(tmp_path)) == 1


@pytest.mark.parametrize("place", [0, 20, -1])
def test_a_changed_byte_is_noticed(tmp_path: Path, place: int) -> None:
    documents = Documents(f"file://{tmp_path}")
    document = documents.put(LETTER, KEY)
    [path] = files(tmp_path)
    stored = bytearray(path.read_bytes())
    stored[place] ^= 1
    path.write_bytes(stored)
    with pytest.raises(DocumentChanged, match="changed outside the system"):
        documents.get(document.hash, KEY)
    documents.put(LETTER, KEY)
    assert documents.get(document.hash, KEY) == LETTER


@pytest.mark.parametrize("length", [0, 5, 27])
def test_a_shortened_file_is_noticed(tmp_path: Path, length: int) -> None:
    documents = Documents(f"file://{tmp_path}")
    document = documents.put(LETTER, KEY)
    [path] = files(tmp_path)
    os.truncate(path, length)
    with pytest.raises(DocumentChanged):
        documents.get(document.hash, KEY)


def test_one_document_can_not_stand_in_for_another(tmp_path: Path) -> None:
    documents = Documents(f"file://{tmp_path}")
    first = documents.put(LETTER, KEY)
    [one] = files(tmp_path)
    documents.put(b"Another letter", KEY)
    [two] = set(files(tmp_path)) - {one}
    one.write_bytes(two.read_bytes())
    with pytest.raises(DocumentChanged):
        documents.get(first.hash, KEY)


def test_a_deleted_document_is_gone(documents: Documents) -> None:
    document = documents.put(LETTER, KEY)
    documents.delete(document.hash, KEY)
    documents.delete(document.hash, KEY)
    with pytest.raises(DocumentMissing):
        documents.get(document.hash, KEY)


def test_a_short_key_is_refused(documents: Documents) -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        documents.put(LETTER, b"short")
