"""Does every refusal say what to do, and not only what is wrong?"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import chairs.domain
import pytest

FOLDER = Path(chairs.domain.__file__).parent
TO_DO = re.compile(
    r"\b(Accept|Add|Ask|Assess|Change|Check|Choose|Commission|Confirm|Declare|Enter|Estimate|Find|Give|Leave|Open|Please"
    r"|Record|Refuse|Say|Set|End|another person|can apply again|can be made|can be asked|can correct|credit note"
    r"|so there is nothing|so nobody|so nothing|so no answer|so this cannot|stands on the page)\b"
)


def refusals() -> Iterator[tuple[str, str]]:
    """Those whose words stand where they are raised."""
    for file in sorted(FOLDER.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Refused":
                written = [
                    each.value
                    for each in ast.walk(node.args[0])
                    if isinstance(each, ast.Constant) and isinstance(each.value, str)
                ]
                if len(" ".join(written)) > 20:
                    yield f"{file.relative_to(FOLDER)}:{node.lineno}", " ".join(written)


@pytest.mark.parametrize(("where", "told"), [*refusals()])
def test_it_says_what_to_do(where: str, told: str) -> None:
    assert TO_DO.search(told), f"{where} says what is wrong, and not what to do: {told}"


def test_there_are_refusals_to_look_at() -> None:
    assert len([*refusals()]) > 80
