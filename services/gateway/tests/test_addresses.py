"""What does an address say of a question?"""

import pytest
from gateway.web.addresses import question_in
from pydantic import ValidationError
from shared.contracts.cases.queries import CaseList
from shared.contracts.chairs.queries import CandidatesForCase
from shared.testing.spec import some_id


def test_a_name_that_comes_several_times_is_a_list() -> None:
    case_id = some_id("a case")
    given = [("case_id", case_id), ("specialisms", "Mental health"), ("specialisms", "Police")]
    assert question_in(CandidatesForCase, given).specialisms == ("Mental health", "Police")
    assert question_in(CandidatesForCase, given[:2]).specialisms == ("Mental health",)


def test_numbers_and_answers_are_read_strictly() -> None:
    assert question_in(CaseList, [("page", "2"), ("open_only", "yes")]).open_only is True
    for name, value in (("page", "two"), ("page", "0"), ("open_only", "perhaps"), ("nothing", "1")):
        with pytest.raises(ValidationError) as wrong:
            question_in(CaseList, [(name, value)])
        assert wrong.value.errors()[0]["loc"] == (name,)
