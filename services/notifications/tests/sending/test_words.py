"""Does anything hang on a word? Every label and sentence of notifications is changed, and no decision changes."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[4]


def told(*words: str) -> dict[str, Any]:
    program = [sys.executable, "-m", "services.notifications.tests.sending.reworded", *words]
    done = subprocess.run(program, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def test_no_stage_decision_or_permission_hangs_on_a_word() -> None:
    as_it_is, reworded = told(), told("reworded")
    before, after = as_it_is.pop("sentences"), reworded.pop("sentences")
    assert as_it_is == reworded
    assert len(before) == len(after) > 30
    assert [sentence for sentence in after if sentence in before] == []
    reached = {step[3][0] for life in ("by e-mail", "by hand") for step in as_it_is[life] if len(step) == 4 and step[3]}
    assert {"HELD", "QUEUED", "SENDING", "UNCERTAIN", "TO_SEND", "ACKNOWLEDGED", "CANCELLED"} <= reached
