"""The field `moves`: steps that are turned by hand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from antigradient.parameters import ETA
from antigradient.query.fields import WHOLE, Field, Schema, finite_number, parse_number
from antigradient.query.refusals import FieldError

Move = tuple[int, float, float]


@dataclass(frozen=True)
class MovesField(Field):
    """For queries: steps taken by hand, by number, each with its angle from ∇L and its η.

    `5:150:1,6:120:0.5` in a link, `[[5, 150, 1], [6, 120, 0.5]]` in JSON.
    """

    most: int

    def _text(self, text: str) -> list[Move]:
        moves = []
        for index, one in enumerate(text.split(","), start=1):
            parts = one.split(":")
            if len(parts) != 3 or not WHOLE.fullmatch(parts[0]):
                raise FieldError("refusal.move_form", move=index)
            moves.append((int(parts[0]), parse_number(parts[1]), parse_number(parts[2])))
        return moves

    def _json(self, value: Any) -> list[Move]:
        if not isinstance(value, list) or not all(isinstance(move, list) and len(move) == 3 for move in value):
            raise FieldError("refusal.moves")
        moves = [(finite_number(k), finite_number(beta), finite_number(eta)) for k, beta, eta in value]
        if not all(k == int(k) for k, _, _ in moves):
            raise FieldError("refusal.whole_steps")
        return [(int(k), beta, eta) for k, beta, eta in moves]

    def _check(self, moves: list[Move]) -> list[Move]:
        if len(moves) > self.most:
            raise FieldError("refusal.many_moves", count=len(moves), most=self.most)
        for index, (k, beta, eta) in enumerate(moves, start=1):
            if not 0 <= k < self.most:
                raise FieldError("refusal.move_step", move=index, last=self.most - 1)
            if not 0 <= beta < 360:
                raise FieldError("refusal.move_angle", move=index)
            if reason := ETA.refusal(eta):
                raise FieldError("refusal.in_move", move=index, symbol=ETA.symbol, reason=reason)
        return sorted(moves)

    @property
    def schema(self) -> Schema:
        """For OpenAPI: a list of triples."""
        move = {"type": "array", "items": {"type": "number"}, "minItems": 3, "maxItems": 3}
        return {"type": "array", "items": move, "maxItems": self.most}

    @property
    def link_schema(self) -> Schema:
        """For OpenAPI: triples in a text."""
        pattern = r"^\d{1,4}:([1-9]?\d|[12]\d\d|3[0-5]\d):[1-9](,\d{1,4}:[1-9]\d?:0\.[1-9])*$"
        return {"type": "string", "title": "steps step:β:η,…", "pattern": pattern}
