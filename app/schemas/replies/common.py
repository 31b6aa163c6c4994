"""What replies share."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict, Field

Number = float | None


class Model(BaseModel):
    """A reply's object: every field that is declared, and no other."""

    model_config = ConfigDict(extra="forbid")


class Open(BaseModel):
    """An object with fields that the loss names: with three parameters `w1` and `w2` stand for `w`."""

    model_config = ConfigDict(extra="allow")


class Reply(Model):
    """What every reply has."""

    version: str = Field(description="Version of Antigradient that computed this.")
    scenario: dict[str, Any] = Field(description="The scenario with all defaults resolved; may be sent back as it is.")


class Formula(Model):
    """A formula in three notations."""

    text: str
    latex: str
    mathml: str


class LossReply(Reply):
    """What every reply about a loss has."""

    formula: Formula = Field(description="The loss: as typed, or the objective's own with its reduction.")
