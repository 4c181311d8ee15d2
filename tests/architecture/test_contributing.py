"""Does CONTRIBUTING quote the code as it is? Each block stands, to the letter, in the file named last before it."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_the_walk_through_quotes_real_code() -> None:
    pieces = re.split(r"```python\n([\s\S]*?)```", (ROOT / "CONTRIBUTING.md").read_text())
    blocks = list(zip(pieces[::2], pieces[1::2], strict=False))
    assert len(blocks) == 6
    for before, code in blocks:
        path = re.findall(r"`([\w/.-]+\.py)`", before)[-1]
        assert code.rstrip("\n") in (ROOT / path).read_text(), f"{path} no longer says:\n{code}"
