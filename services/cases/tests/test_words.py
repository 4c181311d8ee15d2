"""Does anything hang on a word (rule 12)? Every label and sentence of cases is changed, and nothing else changes."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
ROOT = HERE.parents[2]


def told(*words: str) -> dict[str, Any]:
    program = [sys.executable, "-m", "services.cases.tests.reworded", *words]
    done = subprocess.run(program, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def test_no_decision_step_or_link_hangs_on_a_word() -> None:
    as_it_is, reworded = told(), told("reworded")
    before, after = as_it_is.pop("sentences"), reworded.pop("sentences")
    assert as_it_is == reworded
    assert len(before) == len(after) > 30
    assert [sentence for sentence in after if sentence in before] == []
    assert as_it_is["closes"] == ["DispatchNoted", "CaseClosed"]
