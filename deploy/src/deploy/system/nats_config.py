"""Who may say what on the message server? One user for each service; what is not allowed here is refused."""

from collections.abc import Mapping, Sequence
from pathlib import Path

STREAM = "EVENTS"
SERVICES = ("cases", "chairs", "notifications", "tracker", "gateway")
OPERATOR = "operator"
"""The user of the dhr command: it asks and commands, as the gateway does."""

ASKS_FOR_KEYS: Mapping[str, Sequence[str]] = {
    "chairs": ["cases"],
    "notifications": ["cases"],
    "tracker": ["cases"],
}
"""Which service may ask which owner for the keys of its cases (`keys_of` of a service)."""


def inbox_of(user: str) -> str:
    """Where a user's answers go: each has its own, so that none reads another's."""
    return f"_INBOX.{user}"


def configuration(*, port: int, store: Path, passwords: Mapping[str, str]) -> str:
    """The text of nats.conf for a system on one machine. Production has its own, in deploy/nats/."""
    return f"""\
# Written at every start; what is changed here is lost.
listen: "127.0.0.1:{port}"
server_name: "reviews"
max_payload: 8MB
jetstream {{
  store_dir: "{store}"
}}
{authorization(passwords)}"""


def authorization(passwords: Mapping[str, str]) -> str:
    """The users and what they may do."""
    users = "\n".join(_user(user, password) for user, password in passwords.items())
    return f"authorization {{\n  users = [\n{users}\n  ]\n}}\n"


def _user(user: str, password: str) -> str:
    publish, deny = may_publish(user)
    subscribe = may_subscribe(user)
    return (
        f'    {{ user: "{user}", password: "{password}", permissions: {{\n'
        f"        publish: {{ allow: {_list(publish)}, deny: {_list(deny)} }},\n"
        f"        subscribe: {{ allow: {_list(subscribe)} }},\n"
        # an answer may go to whoever asked, and to nobody else
        '        allow_responses: { max: 1, expires: "2m" } } }'
    )


def may_publish(user: str) -> tuple[list[str], list[str]]:
    """What is allowed, and what is not allowed all the same."""
    if user in {"gateway", OPERATOR}:
        return ["commands.*", "queries.*.*"], ["queries.*.CaseKey"]
    keys = [f"queries.{owner}.CaseKey" for owner in ASKS_FOR_KEYS.get(user, ())]
    return [*keys, f"events.{user}.*", "queries.*.Feed", *_own_in_the_stream(user)], []


def _own_in_the_stream(user: str) -> list[str]:
    """The stream may be made where it is missing, for who lost all its data heals without an operator; who finds it
    cannot change it. Of the consumers, a service has its own, which has its name."""
    return [
        *(f"$JS.API.STREAM.{deed}.{STREAM}" for deed in ("CREATE", "INFO", "MSG.GET")),
        *(f"$JS.API.CONSUMER.{deed}.{STREAM}.{user}" for deed in ("CREATE", "INFO", "DELETE", "MSG.NEXT")),
        f"$JS.ACK.{STREAM}.{user}.>",
        f"$JS.ACK.*.*.{STREAM}.{user}.>",  # as newer servers name it: the domain and the account come first
    ]


def may_subscribe(user: str) -> list[str]:
    own = [] if user == OPERATOR else [f"commands.{user}", f"queries.{user}.*"]
    return [*own, f"{inbox_of(user)}.>"]


def _list(subjects: Sequence[str]) -> str:
    return "[" + ", ".join(f'"{subject}"' for subject in subjects) + "]"
