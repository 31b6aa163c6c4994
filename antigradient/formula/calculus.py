"""Derivatives of trees by the rules of the textbook, tidied only as far as 0, 1 and numbers in front go."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal

from antigradient.formula.expression import ZERO, Expression, fold, number_node

#: Numbers are joined while the result has no more digits than a double always keeps.
DIGITS = 15
ONE, TWO, THREE, HALF = map(number_node, (1.0, 2.0, 3.0, 0.5))
TEN_LOG = Expression("log", (number_node(10.0),), "ln")

#: Outer derivatives of the functions, f′ as a tree of their argument u; the chain rule multiplies them by u′. A label
#: y beside it is a constant.
SLOPES: dict[str, Callable[..., Expression]] = {
    "sin": lambda u: call("cos", u),
    "cos": lambda u: negate(call("sin", u)),
    "tan": lambda u: divide(ONE, power(call("cos", u), TWO)),
    "exp": lambda u: call("exp", u),
    "log": lambda u: divide(ONE, u),
    "sqrt": lambda u: divide(ONE, multiply(TWO, call("sqrt", u))),
    "log10": lambda u: divide(ONE, multiply(u, TEN_LOG)),
    "cbrt": lambda u: divide(ONE, multiply(THREE, power(call("cbrt", u), TWO))),
    "atan": lambda u: divide(ONE, add(ONE, power(u, TWO))),
    "abs": lambda u: call("abs_slope", u),
    "sign": lambda u: call("sign_slope", u),
    "floor": lambda u: call("sign_slope", subtract(u, call("floor", u))),
    "tanh": lambda u: call("tanh_slope", u),
    "sigmoid": lambda u: call("sigmoid_slope", u),
    # Where they are not constant they have no value, and so no slope.
    "abs_slope": lambda u: ZERO,
    "relu_slope": lambda u: ZERO,
    "sign_slope": lambda u: ZERO,
    # σ″ = σ′·(1 − 2σ) and 1 − 2σ(u) = −tanh(u/2); tanh″ = −2·tanh·tanh′.
    "sigmoid_slope": lambda u: negate(multiply(call("sigmoid_slope", u), call("tanh", multiply(HALF, u)))),
    "tanh_slope": lambda u: negate(multiply(TWO, multiply(call("tanh", u), call("tanh_slope", u)))),
    "error": lambda z, y: call("sigmoid_slope", z),
    "log_loss": lambda z, y: call("error", z, y),
}


def derivative(root: Expression, variable: str, computed: bool = False) -> Expression:
    """For partials and derivations: ∂root/∂variable as a tree, every other variable held constant.

    The textbook's quotient rule, (a′b − ab′)/b², is for those who read; what is `computed` is (a′ − (a/b)·b′)/b, the
    same in numbers that overflow no sooner than b, and a/b is there already.
    """

    def rule(node: Expression, slopes: Sequence[Expression]) -> Expression:
        parts = node.parts
        match node.kind:
            case "number" | "constant":
                return ZERO
            case "variable":
                return ONE if node.text == variable else ZERO
            case "negative":
                return negate(slopes[0])
            case "+":
                return add(*slopes)
            case "-":
                return subtract(*slopes)
            case "*":
                (a, b), (da, db) = parts, slopes
                return add(multiply(da, b), multiply(a, db))
            case "/":
                (a, b), (da, db) = parts, slopes
                if db is ZERO:
                    return divide(da, b)
                if computed:
                    return divide(subtract(da, multiply(node, db)), b)
                return divide(subtract(multiply(da, b), multiply(a, db)), power(b, TWO))
            case "^":
                return _power_rule(node, *parts, *slopes)
            case "maximum":
                return _choice_rule(*parts, *slopes)
            case "minimum":
                (a, b), (da, db) = parts, slopes
                return _choice_rule(b, a, da, db)
            case "sign" | "floor" if not computed:  # which for those who read is 0 wherever it is
                return ZERO
            case kind:
                assert not any(slope is not ZERO for slope in slopes[1:])
                return multiply(SLOPES[kind](*parts), slopes[0]) if slopes[0] is not ZERO else ZERO

    return fold(root, rule)


def with_numbers(root: Expression, numbers: Mapping[str, float]) -> Expression:
    """For derivations: the tree with numbers in the place of some of its variables."""

    def rule(node: Expression, parts: Sequence[Expression]) -> Expression:
        if node.kind == "variable" and node.text in numbers:
            return number_node(numbers[node.text])
        return Expression(node.kind, tuple(parts), node.text) if parts else node

    return fold(root, rule) if numbers else root


def _power_rule(node: Expression, a: Expression, n: Expression, da: Expression, dn: Expression) -> Expression:
    """n·aⁿ⁻¹·a′ for a fixed exponent, aⁿ·ln a·n′ for a fixed base, and the sum of both for neither."""
    by_base = multiply(multiply(n, power(a, subtract(n, ONE))), da) if da is not ZERO else ZERO
    if dn is ZERO:
        return by_base
    growth = node if (a.kind, a.text) == ("constant", "e") else multiply(node, call("log", a))
    return add(by_base, multiply(growth, dn))


def _choice_rule(a: Expression, b: Expression, da: Expression, db: Expression) -> Expression:
    """a′ where a > b, and b′ where b > a."""
    one, other = call("relu_slope", subtract(a, b)), call("relu_slope", subtract(b, a))
    return add(multiply(one, da), multiply(other, db))


def call(kind: str, *parts: Expression) -> Expression:
    """For trees: a function of u."""
    return Expression(kind, parts)


def negate(a: Expression) -> Expression:
    """For trees: −a."""
    if a is ZERO:
        return ZERO
    return a.parts[0] if a.kind == "negative" else Expression("negative", (a,))


def add(a: Expression, b: Expression) -> Expression:
    """For trees: a + b; a − c where b = −c."""
    if a is ZERO or b is ZERO:
        return b if a is ZERO else a
    if b.kind == "negative":
        return subtract(a, b.parts[0])
    return _numbers("+", a, b) or Expression("+", (a, b))


def subtract(a: Expression, b: Expression) -> Expression:
    """For trees: a − b; a + c where b = −c."""
    if b is ZERO:
        return a
    if a is ZERO:
        return negate(b)
    if b.kind == "negative":
        return add(a, b.parts[0])
    return _numbers("-", a, b) or Expression("-", (a, b))


def multiply(a: Expression, b: Expression) -> Expression:
    """For trees: a·b with the sign and the number in front, so that 100·(2·x) is 200·x."""
    if a is ZERO or b is ZERO:
        return ZERO
    if a.kind == "negative" or b.kind == "negative":
        flipped = multiply(a.parts[0] if a.kind == "negative" else a, b.parts[0] if b.kind == "negative" else b)
        return flipped if a.kind == b.kind else negate(flipped)
    (m, x), (n, y) = _coefficient(a), _coefficient(b)
    front = _numbers("*", m, n) if m and n else m or n
    if m and n and front is None:  # too many digits to join
        return Expression("*", (a, b))
    rest = _side_by_side(x, y) if x and y else x or y
    if rest is None or front is None or _is_one(front):
        return rest or front or ONE
    return Expression("*", (front, rest))


def _coefficient(a: Expression) -> tuple[Expression | None, Expression | None]:
    """The number in front, and the rest."""
    if a.kind == "number":
        return a, None
    return a.parts if a.kind == "*" and a.parts[0].kind == "number" else (None, a)  # type: ignore[return-value]


def _side_by_side(a: Expression, b: Expression) -> Expression:
    """a·b of factors without numbers in front; u·(1/v) is u/v."""
    for one, other in ((b, a), (a, b)):
        if one.kind == "/" and _is_one(one.parts[0]):
            return divide(other, one.parts[1])
    return Expression("*", (a, b))


def divide(a: Expression, b: Expression) -> Expression:
    """For trees: a/b."""
    if a is ZERO:
        return ZERO
    if a.kind == "negative":
        return negate(divide(a.parts[0], b))
    if a.kind == "*" and (exact := _divided(a.parts[0], b)):  # 6x/3 is 2x
        return multiply(exact, a.parts[1])
    return a if _is_one(b) else Expression("/", (a, b))


def power(a: Expression, n: Expression) -> Expression:
    """For trees: aⁿ."""
    if _is_one(n):
        return a
    return ONE if n is ZERO or n.value == 0.0 else Expression("^", (a, n))


def _is_one(a: Expression) -> bool:
    return a.kind == "number" and a.value == 1.0


def _decimal(a: Expression) -> Decimal | None:
    """The exact value of a number or of its negative, as typed."""
    if a.kind == "negative":
        inner = _decimal(a.parts[0])
        return None if inner is None else -inner
    return Decimal(a.text) if a.kind == "number" else None


def _divided(a: Expression, b: Expression) -> Expression | None:
    """The quotient of two whole numbers where it is whole."""
    if a.kind != "number" or b.kind != "number":
        return None
    x, y = float(a.text), float(b.text)
    return number_node(x / y) if y > 0 and x % y == 0 and x < 1e15 else None


def _numbers(kind: str, a: Expression, b: Expression) -> Expression | None:
    """The sum, difference or product of two numbers of few digits, so that nothing is rounded: 3·1.05 is 3.15."""
    x, y = _decimal(a), _decimal(b)
    if x is None or y is None:
        return None
    exact = {"+": Decimal.__add__, "-": Decimal.__sub__, "*": Decimal.__mul__}[kind](x, y)
    digits, exponent = exact.as_tuple().digits, exact.as_tuple().exponent
    if len(digits) > DIGITS or not isinstance(exponent, int) or not -DIGITS <= exponent <= DIGITS:
        return None
    if exact == 0:
        return ZERO
    whole = Expression("number", text=f"{abs(exact.normalize()):f}")
    return negate(whole) if exact < 0 else whole
