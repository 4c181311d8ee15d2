"""How does a form get from an empty page to a command that was accepted? Typed values are kept on the whole way."""

from collections.abc import Collection, Sequence
from typing import Any

from pydantic import ValidationError
from shared.asking import owner_of
from shared.message import Command
from shared.network.client import Away
from shared.wire import Reply, new_command_id
from starlette.responses import Response

from gateway.forms.answers import answers
from gateway.forms.field import Asked, settle
from gateway.forms.files import keep_files
from gateway.forms.form import Form, Text
from gateway.forms.inputs import hidden
from gateway.forms.reading import MOST_PARTS, Problems, Raw, count, one, part_name, read, typed
from gateway.forms.widgets import widgets
from gateway.forms.wording import GENERAL, merged, problems_of
from gateway.web.routes import PageRoute, ask_all, route
from gateway.web.shape import check, from_path, with_new_ids
from gateway.web.visit import Visit


def form_page(path: str, form: Form, *, may: Collection[Any] | None = None) -> list[PageRoute]:
    async def deed(visit: Visit) -> Response:
        return await fill_in(visit, form)

    return route(path, deed, may=form.command.may if may is None else may, methods=("GET", "POST"))


async def fill_in(visit: Visit, form: Form) -> Response:
    """Show the form, or take what was typed: for a page whose form depends on who comes."""
    found = (await ask_all(visit, {"found": form.asks}))["found"] if form.asks else None
    fields = settle(form.command, form.fields, found)
    if visit.request.method != "POST":
        start = {**_from_address(visit, fields), **(form.start(visit, found) if form.start else {})}
        return _show(visit, form, found, fields, typed(start, fields), {}, new_command_id())
    raw: Raw = await visit.raw()
    command_id = one(raw, "_id") or new_command_id()
    raw, of_files = await _files(visit, form, fields, raw, command_id)
    deed, _, place = one(raw, "_do").partition(":")
    if deed in ("add", "remove"):
        return _show(visit, form, found, fields, _regrouped(raw, fields, deed, place), {}, command_id)
    if deed == "change":
        return _show(visit, form, found, fields, raw, {}, command_id)
    command, problems = _command(visit, form, found, fields, raw, command_id)
    problems |= of_files
    if command is None or of_files:
        return _show(visit, form, found, fields, raw, problems, command_id)
    if form.check and deed != "confirm":
        return _show(visit, form, found, fields, raw, {}, command_id, checking=True)
    try:
        reply = await visit.send(command, command_id)
    except Away:
        # Nobody knows whether it was done: the same id makes sure that trying again does nothing twice.
        problems = {GENERAL: "This part of the system cannot be reached now. Your answers are kept: please try again."}
        return _show(visit, form, found, fields, raw, problems, command_id, status=503)
    if not reply.accepted:
        # Nothing happened, so the same id may be sent again; files that were kept may be named after it.
        return _show(visit, form, found, fields, raw, _refusal(reply, fields), command_id)
    known = {**visit.path, **command.model_dump(mode="json"), "id": reply.id}
    return visit.go(form.done.format(**known), text(form.said, found))


async def _files(visit: Visit, form: Form, fields: Sequence[Asked], raw: Raw, command_id: str) -> tuple[Raw, Problems]:
    if not form.files_under:
        return raw, {}
    subject = form.files_under.format(**{**with_new_ids(form.command, {}, command_id), **visit.path})
    return await keep_files(visit, owner_of(form.command), subject, fields, raw)


def _from_address(visit: Visit, fields: Sequence[Asked]) -> dict[str, str]:
    """First values that a link can carry: `/invoices/new?number=7`."""
    plain = {
        asked.field.name for asked in fields if asked.component in ("input", "radios", "select", "number", "money")
    }
    return {name: value for name, value in visit.query.items() if name in plain}


def _command(
    visit: Visit, form: Form, found: Any, fields: Sequence[Asked], raw: Raw, command_id: str
) -> tuple[Command | None, Problems]:
    """The command as typed, or everything that is wrong with it at once."""
    data, problems = read(raw, fields)
    data = {**from_path(form.command, visit.path), **data, **_filled(visit, form, found)}
    try:
        command = check(form.command, with_new_ids(form.command, data, command_id))
    except ValidationError as wrong:
        return None, merged(problems_of(wrong, fields), problems)
    return (None, problems) if problems else (command, {})


def _filled(visit: Visit, form: Form, found: Any) -> dict[str, Any]:
    given = {name: make(visit, found) for name, make in form.fill.items()}
    return {name: value for name, value in given.items() if value is not None}


def _refusal(reply: Reply, fields: Sequence[Asked]) -> Problems:
    if reply.refused is not None:
        key = (reply.field or GENERAL).replace(".", "-")
        return {key: reply.refused}
    if reply.errors:
        keys = {asked.key: asked.field.noun for asked in fields}
        places = [error.field.replace(".", "-") for error in reply.errors]
        return {place: f"Please look again at {keys.get(place, 'this form')}" for place in places}
    return {
        GENERAL: "Sorry, something went wrong on our side. Your answers are kept. "
        f"If you get in touch about it, please give this reference: {reply.fault}"
    }


def _regrouped(raw: Raw, fields: Sequence[Asked], deed: str, place: str) -> Raw:
    """The same values with one part more, or with that part gone and the later ones moved up."""
    key, _, number = place.rpartition(":") if deed == "remove" else (place, "", "")
    asked = next((one for one in fields if one.key == key and one.component == "group"), None)
    if asked is None:
        return raw
    shown = count(raw, asked)
    if deed == "add":
        return {**raw, f"{key}-count": [str(min(shown + 1, MOST_PARTS))]}
    kept: dict[str, Sequence[str]] = {}
    for name, values in raw.items():
        head, _, rest = name.removeprefix(f"{key}-").partition("-")
        if not (name.startswith(f"{key}-") and head.isdecimal()):
            kept[name] = values
        elif int(head) != int(number):
            kept[f"{key}-{int(head) - (int(head) > int(number))}-{rest}"] = values
    return {**kept, f"{key}-count": [str(max(shown - 1, 0))]}


def text(given: Text, found: Any) -> str:
    return given(found) if callable(given) else given


def _show(
    visit: Visit,
    form: Form,
    found: Any,
    fields: Sequence[Asked],
    raw: Raw,
    problems: Problems,
    command_id: str,
    *,
    checking: bool = False,
    status: int = 0,
) -> Response:
    back = form.back or form.done
    kept = {name: values for name, values in raw.items() if not name.startswith("_")}
    return visit.render(
        "forms/check.html" if checking else form.template,
        status=status or (422 if problems else 200),
        title=text(form.title, found),
        intro=text(form.intro, found),
        form=form,
        answer=found,
        command_id=command_id,
        back=back.format(**visit.path) if all(f"{{{name}}}" in back for name in visit.path) or "{" not in back else "",
        widgets=widgets(fields, raw, problems),
        errors=_summary(problems, fields, raw),
        has_files=any(asked.component in ("file", "document") for asked in fields),
        answers=answers(fields, raw) if checking else (),
        kept=[hidden(name, values) for name, values in kept.items()] if checking else (),
    )


def _summary(problems: Problems, fields: Sequence[Asked], raw: Raw) -> list[dict[str, str]]:
    """The errors in the form's order, each a link to its field."""
    order = [(asked.key, asked) for asked in fields]
    ranked = sorted(problems, key=lambda key: next((n for n, (k, _) in enumerate(order) if key.startswith(k)), -1))
    return [{"text": problems[key] + _which(key, fields, raw), **_link(key, order)} for key in ranked]


def _which(key: str, fields: Sequence[Asked], raw: Raw) -> str:
    """Of several parts of a group, the one that is meant."""
    for asked in fields:
        number, _, rest = key.removeprefix(f"{asked.key}-").partition("-")
        if asked.component == "group" and key.startswith(f"{asked.key}-") and number.isdecimal() and rest:
            if asked.field.named_by:
                return f" ({part_name(asked, int(number), raw)})"
            return f" ({asked.field.each or 'number'} {int(number) + 1})" if count(raw, asked) > 1 else ""
    return ""


def _link(key: str, order: Sequence[tuple[str, Asked]]) -> dict[str, str]:
    for known, asked in order:
        if key == known:
            part = "-day" if asked.component in ("date", "partial-date") else ""
            return {"href": f"#{key}{part}"}
        if asked.component == "group" and key.startswith(f"{known}-"):
            inner = key.removeprefix(f"{known}-").split("-")[-1]
            dates = {part.field.key for part in asked.parts if part.component in ("date", "partial-date")}
            return {"href": f"#{key}{'-day' if inner in dates else ''}"}
    return {}
