"""What might a message look like? A plausible example, made from its fields alone, the same every time."""

import re
from typing import Any

from pydantic import BaseModel

INSTANT, DAY = "2026-11-03T09:30:00Z", "2026-11-03"
_FORMATS = {"date": DAY, "date-time": INSTANT, "time": "09:30:00", "uuid": "6f1c1f6e-7d0b-4c55-9a63-0d5c9a1f2b3c"}
_SHAPES = (
    "0123456789abcdef0123456789abcdef",
    DAY,
    "2026-11",
    "2026",
    "09:30",
    "a" * 64,
    "DHR-2026-001",
    "2026-Q4",
    "a1",
    "A1",
    "a",
    "1",
)
"""Tried in turn where a text has a pattern."""


def example_of[M: BaseModel](model: type[M], **chosen: Any) -> M:
    """Every field has a value, optional ones too; `chosen` are those that the fields alone cannot tell."""
    schema = model.model_json_schema()
    properties = {name: part for name, part in schema.get("properties", {}).items() if name not in chosen}
    made = _object({"properties": properties}, schema.get("$defs", {})) | chosen
    return model.model_validate(made)


def _object(schema: dict[str, Any], defs: dict[str, Any]) -> dict[str, Any]:
    return {name: _value(part, defs, name) for name, part in schema.get("properties", {}).items()}


def _value(schema: dict[str, Any], defs: dict[str, Any], name: str) -> Any:
    if "$ref" in schema:
        return _value(defs[schema["$ref"].rsplit("/", 1)[1]], defs, name)
    for key in ("anyOf", "oneOf", "allOf"):
        if key in schema:
            return _value(next(part for part in schema[key] if part.get("type") != "null"), defs, name)
    if "const" in schema:
        return schema["const"]
    if "enum" in schema:
        return schema["enum"][0]
    match schema.get("type"):
        case "object" if "properties" in schema:
            return _object(schema, defs)
        case "object" if isinstance(schema.get("additionalProperties"), dict):
            return {
                _value(schema.get("propertyNames", {"type": "string"}), defs, name): _value(
                    schema["additionalProperties"], defs, name
                )
            }
        case "array" if "prefixItems" in schema:
            return [_value(part, defs, name) for part in schema["prefixItems"]]
        case "array" if "items" in schema:
            return [_value(schema["items"], defs, name) for _ in range(max(1, schema.get("minItems", 1)))]
        case "string":
            return _text(schema, name)
        case "integer" | "number":
            return _number(schema)
        case "boolean":
            return True
    return {} if schema.get("type") == "object" else name


def _number(schema: dict[str, Any]) -> int:
    least = max(schema.get("minimum", 1), schema.get("exclusiveMinimum", 0) + 1)
    return int(min(least, schema.get("maximum", least)))


def _text(schema: dict[str, Any], name: str) -> str:
    if schema.get("format") in _FORMATS:
        return _FORMATS[schema["format"]]
    if schema.get("contentEncoding") == "base64":
        return "YSBmaWxl"
    if "pattern" in schema:
        found = next((shape for shape in _SHAPES if re.search(schema["pattern"], shape)), None)
        if found is None:
            raise AssertionError(f"Please choose an example for {name}: nothing is known that matches its pattern")
        return found
    return f"Some {name.replace('_', ' ')}"[: schema.get("maxLength", 100)]
