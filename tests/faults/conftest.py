"""What is said at the head of a run, so that it can be repeated?"""

from tests.faults.seeds import SEED


def pytest_report_header() -> str:
    return f"faults: FAULTS_SEED={SEED}"
