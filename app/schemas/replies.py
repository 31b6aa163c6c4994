"""What replies look like, for the documents: replies themselves are written straight from arrays, unvalidated.

A number that has no finite value is null.
"""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from app.descent.trajectory import Outcome

Number = float | None


class Model(BaseModel):
    """A reply's object: every field that is declared, and no other."""

    model_config = ConfigDict(extra="forbid")


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


class Contour(Model):
    """The curve where the loss equals `level`."""

    level: float
    lines: list[list[tuple[float, float]]] = Field(description="Pieces; each a list of [w, b].")


class Band(Model):
    """The region where the loss lies between `from` and `to`."""

    from_: float = Field(alias="from")
    to: float
    polygons: list[list[list[tuple[float, float]]]] = Field(
        description="Polygons; each an outer ring, then its holes; rings are closed."
    )


class Open(BaseModel):
    """An object with fields that the loss names: with three parameters `w1` and `w2` stand for `w`."""

    model_config = ConfigDict(extra="allow")


class Minimum(Open):
    """The grid's least loss and where it is."""

    w: float = 0
    b: float = 0
    loss: float


class SurfaceReply(LossReply, Open):
    """The loss over the window; with three parameters the axes bear the plane's names."""

    w: list[float] = Field(default=[], description="Places of the columns.")
    b: list[float] = Field(default=[], description="Places of the rows.")
    undefined: int = Field(description="Cells where the loss has no finite value.")
    minimum: Minimum | None = Field(description="The grid's least loss; null where no cell has one.")
    loss: list[list[Number]] = Field(default=[], description="One row for each b, one column for each w.")
    contours: list[Contour] = []
    bands: list[Band] = []


class Check(Model):
    """The gradient by formula and by central differences."""

    analytic: list[float]
    numeric: list[Number]
    relative_error: Number


class Sample(Open):
    """What one data point adds to loss and gradient; with two inputs `x1`, `x2`, `dw1`, `dw2` stand for `x`, `dw`."""

    x: float = 0
    y: float
    z: float = Field(description="w·x + b")
    prediction: float
    error: float = Field(description="ŷ − y")
    slope: float = Field(description="σ′(z), the slope of the activation.")
    dw: float = Field(default=0, description="Share of ∂L/∂w with the reduction's factor: they sum to the gradient.")
    db: float


class GradientReply(LossReply):
    """The loss at one point."""

    parameters: list[str]
    point: list[float]
    loss: float
    gradient: list[float]
    norm: float
    hessian: list[list[float]]
    eigenvalues: list[float] = Field(description="Ascending.")
    eigenvectors: list[list[float]] = Field(description="One row for each eigenvalue.")
    condition_number: Number = Field(description="max|λ| / min|λ|; null where the Hessian is singular.")
    check: Check
    samples: list[Sample]


class Stage(Model):
    """A stage of a derivation."""

    id: str
    rule: str
    latex: str
    mathml: str = Field(description="Quantities have the classes gradient, step, error, slope, input and held.")
    values: dict[str, Number | list[Number]] = Field(
        description="A list has an entry for each data point, or for each term of a formula's sum."
    )


class DerivationReply(LossReply):
    """How the gradient comes about."""

    parameters: list[str]
    point: list[float]
    stages: list[Stage]


class Term(Model):
    """One order of Taylor's series."""

    order: int
    term: Number = Field(description="ηⁿDⁿL[u,…,u]/n!; in one dimension f⁽ⁿ⁾(x)δⁿ/n!")
    sum: Number = Field(description="The change promised up to this order.")
    remainder: Number = Field(description="actual − sum")
    shrinks: Number = Field(
        description="How many times smaller the remainder is when η (or δ) is halved, about 2ⁿ⁺¹; "
        "null where nothing is left of it but rounding."
    )


class EtaCurve(Model):
    """The step for η from 0 to twice its own, as columns."""

    eta: list[float]
    actual: list[Number]
    order1: list[Number] = Field(description="The change promised to first order; order2 and order3 likewise.")
    order2: list[Number]
    order3: list[Number]


class BetaCurve(Model):
    """All directions of u's length, as columns."""

    beta: list[float] = Field(description="Degrees from the gradient, counter-clockwise, 0 to 360.")
    first_order: list[Number]
    second_order: list[Number]
    actual: list[Number]


class StepReply(LossReply):
    """One step."""

    parameters: list[str]
    point: list[float]
    eta: float
    gradient: list[float]
    u: list[float]
    dot: Number = Field(description="uᵀ∇L; exactly 0 at β = 90.")
    norm_u: Number
    norm_gradient: Number
    k_norms: Number = Field(description="‖u‖‖∇L‖, between whose negative and itself uᵀ∇L lies.")
    cos_beta: Number
    beta: Number = Field(description="Angle between u and ∇L in degrees, 0 to 180; null where one of them is zero.")
    favourable: bool = Field(description="Whether uᵀ∇L < 0: a small enough step then lowers the loss.")
    actual: Number = Field(description="L(θ+ηu) − L(θ)")
    taylor: list[Term] = []
    eta_curve: EtaCurve | None = None
    beta_curve: BetaCurve | None = Field(
        default=None, description="Null where ∇L = 0 and where there are not two parameters."
    )


class TaylorReply(Reply):
    """Taylor's series of a formula in x."""

    formula: Formula
    x: float
    delta: float
    value: float = Field(description="f(x)")
    actual: Number = Field(description="f(x+δ) − f(x)")
    taylor: list[Term]


class Steps(Open):
    """Columns of equal length: θ_k and what holds there, then the step taken from it (null in the last row)."""

    k: list[int]
    w: list[float] = []
    b: list[float]
    loss: list[float]
    grad_w: list[float] = []
    grad_b: list[float]
    grad_norm: list[float]
    eta: list[Number] = Field(description="The η of the step.")
    u_w: list[Number] = []
    u_b: list[Number]
    dot: list[Number] = Field(description="uᵀ∇L")
    cos_beta: list[Number]
    beta: list[Number] = Field(description="Angle between u and ∇L in degrees, 0 to 180.")
    first_order: list[Number] = Field(description="η uᵀ∇L: the change of loss promised to first order.")
    second_order: list[Number] = Field(description="η uᵀ∇L + ½η² uᵀHu: promised up to second order.")
    actual: list[Number] = Field(description="L(θ+ηu) − L(θ), what the step did.")


class Run(Model):
    """A further run on the same map."""

    scenario: dict[str, Any]
    title: str = Field(description="The run in few words: its optimiser, and in what it differs from the first run.")
    outcome: Outcome
    message: str
    steps: Steps


class TrajectoryReply(LossReply):
    """A run."""

    parameters: list[str]
    title: str = Field(description="The run in few words: its optimiser, η, and what else is not as usual.")
    outcome: Outcome = Field(description="How the run ended.")
    message: str = Field(description="The same in a sentence.")
    steps: Steps
    runs: list[Run] = Field(description="Of each `vs`, in their order.")


class Reached(Model):
    """A minimum that runs may reach."""

    point: list[float]
    loss: float
    kind: str = Field(description="global, local or window (the least on the map) where it is known, else found.")


class BasinsReply(LossReply, Open):
    """Where runs from all over the map end; with three parameters the axes bear the plane's names."""

    w: list[float] = Field(default=[], description="Starts, of the columns.")
    b: list[float] = Field(default=[], description="Starts, of the rows.")
    outcome: list[list[Outcome]] = Field(description="One row for each b, one column for each w.")
    minimum_index: list[list[int | None]] = Field(description="Place in `minima`; null where the run reached none.")
    minima: list[Reached]


class CatalogueReply(Reply):
    """What there is to choose from."""

    objectives: list[dict[str, Any]]
    optimisers: list[dict[str, Any]]
    datasets: list[dict[str, Any]]
    parameters: list[dict[str, Any]]
    choices: list[dict[str, Any]]
    schedules: list[dict[str, Any]]
    limits: dict[str, int]


class Health(Model):
    """The server is up."""

    status: str
    version: str


class Refused(Model):
    """One thing wrong with a request."""

    parameter: str | None
    detail: str
    column: int = Field(default=1, description="Place in a formula, counted from 1; of formulas only.")


class ProblemReply(Model):
    """RFC 9457 problem details."""

    type: str
    title: str
    status: int
    detail: str
    errors: list[Refused]
