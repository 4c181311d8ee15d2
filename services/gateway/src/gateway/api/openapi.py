"""What does OpenAPI say of a command or a question? Derived from the contract, and nothing else."""

from functools import cache
from typing import Any

from fastapi import FastAPI
from pydantic import BaseModel
from pydantic.json_schema import JsonSchemaValue, models_json_schema
from shared.actor import Role
from shared.message import Command
from shared.question import Question

from gateway.api.contracts import SERVICES, commands, questions
from gateway.web.shape import shape_of

PROBLEM = {
    "type": "object",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "field": {"type": "string"},
        "reference": {"type": "string"},
        "errors": {
            "type": "array",
            "items": {"type": "object", "properties": {"field": {"type": "string"}, "message": {"type": "string"}}},
        },
    },
}
ACCEPTED = {
    "type": "object",
    "required": ["id", "version", "accepted"],
    "properties": {"id": {"type": "string"}, "version": {"type": "integer"}, "accepted": {"const": True}},
}
_SAYS = {
    "400": "The body is not a JSON object",
    "401": "Nobody is signed in",
    "403": "Not for this person",
    "404": "Not there",
    "409": "Refused by the rules; the detail says why",
    "413": "Too much at once",
    "422": "Some fields are not right",
    "500": "Our fault; the reference finds it in the log",
    "503": "A service is away; try again",
}
KEY = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": False,
    "schema": {"type": "string"},
    "description": "The same key and command give the same answer, and are done once.",
}


def described(message: type[Command] | type[Question[Any]]) -> dict[str, Any]:
    """What FastAPI cannot know of the route, as it reads the request by itself."""
    roles = sorted(role.in_words for role in message.may if role is not Role.SERVICE)
    about: dict[str, Any] = {
        "description": f"{(message.__doc__ or '').strip()}\n\nMay: {', '.join(roles)}.",
        "security": [{"bearer": []}],
    }
    if issubclass(message, Command):
        about["parameters"] = [KEY]
        about["requestBody"] = {"required": True, "content": {"application/json": {"schema": _ref(message)}}}
        about["responses"] = {"200": content("Accepted", ACCEPTED), **refusals("400", "409", "413")}
    else:
        about["parameters"] = _parameters(message)
        about["responses"] = {"200": content("The answer", _ref(message.answer())), **refusals()}
    return about


def with_components(app: FastAPI) -> None:
    """Let the document hold the schemas that the routes point to."""
    derive = app.openapi

    def openapi() -> dict[str, Any]:
        document = derive()
        components = document.setdefault("components", {})
        components["schemas"] = {**components.get("schemas", {}), **_schemas()[1]["$defs"], "Problem": PROBLEM}
        components["securitySchemes"] = {"bearer": {"type": "http", "scheme": "bearer"}}
        document["servers"] = [{"url": "/api/v1"}]
        return document

    app.openapi = openapi  # type: ignore[method-assign]


@cache
def _schemas() -> tuple[dict[Any, JsonSchemaValue], JsonSchemaValue]:
    asked = [one for service in SERVICES for one in (*commands(service).values(), *questions(service).values())]
    answers = [one.answer() for service in SERVICES for one in questions(service).values()]
    places, definitions = models_json_schema(
        [*((one, "validation") for one in asked), *((one, "serialization") for one in dict.fromkeys(answers))],
        ref_template="#/components/schemas/{model}",
    )
    definitions.setdefault("$defs", {})
    by_class = {one: place for (one, _), place in places.items()}
    for one in asked:
        schema = definitions["$defs"][_name(by_class[one])]
        made = {name for name in one.model_fields if shape_of(one, name).new}
        if made and "required" in schema:
            schema["required"] = [name for name in schema["required"] if name not in made]
    return by_class, definitions


def _ref(model: type[BaseModel]) -> JsonSchemaValue:
    return _schemas()[0][model]


def _name(ref: JsonSchemaValue) -> str:
    return str(ref["$ref"]).rsplit("/", 1)[1]


def _parameters(question: type[Question[Any]]) -> list[dict[str, Any]]:
    schema = _schemas()[1]["$defs"][_name(_ref(question))]
    required = schema.get("required", ())
    return [
        {"name": name, "in": "query", "required": name in required, "schema": part}
        for name, part in schema.get("properties", {}).items()
    ]


def content(description: str, schema: Any) -> dict[str, Any]:
    return {"description": description, "content": {"application/json": {"schema": schema}}}


def refusals(*more: str) -> dict[str, Any]:
    schema = {"$ref": "#/components/schemas/Problem"}
    return {
        status: {"description": _SAYS[status], "content": {"application/problem+json": {"schema": schema}}}
        for status in sorted({"401", "403", "404", "422", "500", "503", *more})
    }
