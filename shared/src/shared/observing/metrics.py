"""What is counted? Names of commands, results and services; never an id, never a person."""

from prometheus_client import CollectorRegistry, Counter, Gauge, ProcessCollector, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST

CONTENT_TYPE = CONTENT_TYPE_LATEST


class Metrics:
    """Those of one service; a registry of its own, so that a test can run several in one process."""

    def __init__(self) -> None:
        self._all = CollectorRegistry()
        ProcessCollector(registry=self._all)
        self.commands = Counter("commands", "Commands answered", ["command", "result"], registry=self._all)
        self.questions = Counter("questions", "Questions answered", ["question", "result"], registry=self._all)
        self.relayed = Counter("facts_relayed", "Facts published and acknowledged", registry=self._all)
        self.applied = Counter("facts_applied", "Facts of others applied", ["producer"], registry=self._all)
        self.healed = Counter("facts_healed", "Facts asked of their producer again", ["producer"], registry=self._all)
        self.behind = Gauge("facts_behind", "Facts told but not applied here", ["producer"], registry=self._all)
        self.parked = Gauge("facts_parked", "Facts that could not be applied, or wait", registry=self._all)
        self.leading = Gauge("leading", "1 while this replica holds the lease", registry=self._all)

    def page(self) -> bytes:
        return generate_latest(self._all)
