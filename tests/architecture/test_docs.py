"""Does docs/kernel.md name the modules of the mechanism that there are, and all of them?"""

import re

from tests.architecture.sources import ROOT, folder_of, tree


def test_the_page_about_the_mechanism_names_every_module() -> None:
    text = (ROOT / "docs" / "kernel.md").read_text()
    named = set(re.findall(r"`([a-z_/]+\.py)`", text))
    shared = folder_of("shared")
    there = {
        str(file.relative_to(shared))
        for file in shared.rglob("*.py")
        if "contracts" not in file.relative_to(shared).parts and tree(file).body
    }
    assert there > {"message.py", "writing/group.py"}
    assert named == there
