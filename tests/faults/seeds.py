"""How long does it go on, and when do the blows fall? `make faults` is longer; a printed seed repeats a run."""

import os
import random

LONG = os.environ.get("FAULTS") == "long"
SEED = int(os.environ.get("FAULTS_SEED") or random.SystemRandom().randrange(1_000_000))
TIMES = 12 if LONG else 2
"""How often a part is killed while people work."""
CASES = 150 if LONG else 30

_RANDOM = random.Random(SEED)


def pause() -> float:
    """Seconds until the next blow."""
    return _RANDOM.uniform(0.5, 2.5)
