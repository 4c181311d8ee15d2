"""Does anything hang on a word? Every label and sentence of the tracker is changed, and no decision changes."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[3]


def told(*words: str) -> dict[str, Any]:
    program = [sys.executable, "-m", "services.tracker.tests.reworded", *words]
    done = subprocess.run(program, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def test_no_state_rating_stage_or_permission_hangs_on_a_word() -> None:
    as_it_is, reworded = told(), told("reworded")
    before, after = as_it_is.pop("sentences"), reworded.pop("sentences")
    assert as_it_is == reworded
    assert [sentence for sentence in after if sentence in before] == []
    stages = [stage for stage, *_ in as_it_is["reviews"]]
    assert stages == [
        "AWAITING_DECISION",
        "SETTING_UP",
        "PANEL",
        "PANEL",
        "AGREEING",
        "AGREEING",
        "HOME_OFFICE",
        "AGREEING",
        "TO_PUBLISH",
        "TO_PUBLISH",
        "PUBLISHED",
        "CLOSED",
    ]
