"""`make mutants`: which broken rules would the tests of a service not notice?"""

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path

from tests.mutants.copying import ROOT, SERVICES, broken_modules, copy, fingerprint, sources_of, start_over
from tests.mutants.outcome import Outcome, Status
from tests.mutants.report import ENOUGH, equivalents, in_words, listed, score

HERE = Path(__file__).parent


def main() -> int:
    asked = _asked()
    folder = Path(os.environ.get("VAR") or ROOT / "var").resolve() / "mutants"
    enough = [run(service, asked.module, folder / service, asked.fresh) for service in asked.services]
    return 0 if all(enough) else 1


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make mutants", description=__doc__)
    parser.add_argument(
        "--service", dest="services", action="append", choices=SERVICES, help="one service; all if none"
    )
    parser.add_argument("--module", default="", help="one module or folder of them, such as domain/imr")
    parser.add_argument("--fresh", action="store_true", help="forget the outcomes of earlier runs")
    asked = parser.parse_args()
    asked.services = asked.services or list(SERVICES)
    asked.module = asked.module.removesuffix(".py").strip("/")
    known = {each for service in asked.services for each in broken_modules(service)}
    if asked.module and not any(f"{each}/".startswith(f"{asked.module}/") for each in known):
        parser.error(f"No module {asked.module}. There are: {', '.join(sorted(known))}")
    return asked


def run(service: str, module: str, copied: Path, fresh: bool = False, root: Path = ROOT) -> bool:
    """Did the tests notice enough? Of a single module nothing is demanded."""
    tools = copied / "tools.txt"
    ours = fingerprint([HERE / "operators.py", ROOT / "uv.lock"])
    if fresh or not tools.exists() or tools.read_text() != ours:
        start_over(copied)
    copy(service, copied, root)
    tools.write_text(ours)
    now = fingerprint([sources_of(service, root), root / "services" / service / "tests", root / "shared" / "src"])
    program = [sys.executable, "-m", "tests.mutants.breaking", module, now]
    done = subprocess.run(program, cwd=copied, env=os.environ | {"PYTHONPATH": str(ROOT)}, check=False)
    if done.returncode:
        print(f"{service}: the run was stopped. The same command goes on from there.", file=sys.stderr)
        return False
    return _report(service, module, copied)


def _report(service: str, module: str, copied: Path) -> bool:
    known = [_outcome(entry) for entry in json.loads((copied / "outcomes.json").read_text())]
    chosen = [one for one in known if f"{one.module}/".startswith(f"{module}/" if module else "")]
    (copied / "survivors.txt").write_text(listed(service, score(known, equivalents(service)).survivors) + "\n")
    named = [each for each in equivalents(service) if f"{each.module}/".startswith(f"{module}/" if module else "")]
    result = score(chosen, named)
    print(listed(service, result.survivors))
    for each in result.stale:
        print(f"equivalent.toml names what does not survive any more: {each.module} {each.function}: {each.after}")
    print(in_words(service, result))
    print(f"The survivors are in {copied / 'survivors.txt'}.")
    return bool(module) or (result.per_cent >= ENOUGH and not result.counts[Status.WAITING])


def _outcome(entry: dict[str, object]) -> Outcome:
    return Outcome(**{**entry, "status": Status(entry["status"])})  # type: ignore[arg-type]


if __name__ == "__main__":
    sys.exit(main())
