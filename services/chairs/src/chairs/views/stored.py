"""How does a state become text in a read model, and a state again? The same fold as the decider's, kept for reading."""

from pydantic import TypeAdapter

from chairs.domain.county.budget import Line
from chairs.domain.county.settings import Settings
from chairs.domain.roster.chair import Chair
from chairs.domain.state import Commission

CHAIR = TypeAdapter(Chair)
COMMISSION = TypeAdapter(Commission)
SETTINGS = TypeAdapter(Settings)
LEDGER = TypeAdapter(dict[int, Line])
NAMES = TypeAdapter(tuple[str, ...])


def dumped[T](adapter: TypeAdapter[T], state: T) -> str:
    return adapter.dump_json(state).decode()
