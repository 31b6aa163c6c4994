"""Rules that ask for more than the gradient: the Hessian, or the loss itself."""

from __future__ import annotations

from antigradient.optimisers.base import Optimiser
from antigradient.optimisers.plain import gradient_descent

NEWTON = Optimiser(
    id="newton",
    title="Newton",
    text="θ ← θ − η H⁻¹∇L",
    latex=r"\theta \leftarrow \theta - \eta H^{-1} \nabla L",
    convention="u = −H⁻¹∇L, with η = 1 by default. Where the Hessian is not positive definite the step may go uphill, "
    "β ≤ 90°: it is shown as it is, never repaired. A Hessian that is singular, to rounding, ends the run.",
    source="J. Nocedal and S. J. Wright, Numerical Optimization, 2006, section 3.3.",
    rule=gradient_descent,
    newton=True,
    eta=1.0,
)

LINE_SEARCH = Optimiser(
    id="line-search",
    title="Line search",
    text="θ ← θ − η∇L,  η halved until L falls by at least 10⁻⁴ η‖∇L‖²",
    latex=r"\begin{split} \theta &\leftarrow \theta - \eta \nabla L \\ "
    r"L(\theta + \eta u) &\le L(\theta) + 10^{-4} \eta\, u^T \nabla L \end{split}",
    convention="u = −∇L; each step tries η, η/2, η/4, … and takes the first that meets Armijo's condition. The ledger "
    "holds the η taken and how many were tried; 60 failures end the run.",
    source="L. Armijo, Minimization of functions having Lipschitz continuous first partial derivatives, 1966.",
    rule=gradient_descent,
    search=True,
    eta=1.0,
)
