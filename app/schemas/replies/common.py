"""What replies share."""

from __future__ import annotations

import re
from typing import Any

from pydantic import BaseModel, ConfigDict

from antigradient.words import DEFAULT, LANGUAGES, say

Number = float | None


def describe(schema: dict[str, Any], model: type[BaseModel]) -> None:
    """For schemas of models: puts in what the catalogue says of the model and its fields, by their names."""
    schema["description"] = say(model_code(model.__name__))
    for name, field in model.model_fields.items():
        shown = field.alias or name
        owner = next(base for base in reversed(model.__mro__) if name in vars(base).get("__annotations__", ()))
        code = f"api.field.{lower_case(owner.__name__)}.{shown}"
        if code in LANGUAGES[DEFAULT].messages:
            schema["properties"][shown]["description"] = say(code)


def model_code(name: str) -> str:
    """For schemas: the code of the message about a model or an enumeration of this name."""
    return f"api.model.{lower_case(name)}"


def lower_case(name: str) -> str:
    """For codes: the name of a class as codes are written; LossReply is loss_reply."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()


class Model(BaseModel):
    """A reply's object: every field that is declared, and no other."""

    model_config = ConfigDict(extra="forbid", json_schema_extra=describe)


class Open(BaseModel):
    """An object with fields that the loss names: with three parameters `w1` and `w2` stand for `w`."""

    model_config = ConfigDict(extra="allow", json_schema_extra=describe)


class ScaledColumn(Model):
    """How a column of the data is scaled: (value − shift)/scale."""

    name: str
    shift: float
    scale: float


class Note(Model):
    """Something that was assumed where a table did not say it."""

    code: str
    args: dict[str, Any]
    sentence: str


class Reply(Model):
    """What every reply has."""

    version: str
    scenario: dict[str, Any]
    table_notes: list[Note] | None = None


class Formula(Model):
    """A formula in three notations."""

    text: str
    latex: str
    mathml: str


class LossReply(Reply):
    """What every reply about a loss has."""

    formula: Formula
