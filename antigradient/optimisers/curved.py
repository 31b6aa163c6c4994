"""Rules that ask for more than the gradient: the Hessian, or the loss itself."""

from __future__ import annotations

from antigradient.optimisers.base import Optimiser
from antigradient.optimisers.plain import gradient_descent

NEWTON = Optimiser(
    id="newton",
    text="θ ← θ − η H⁻¹∇L",
    latex=r"\theta \leftarrow \theta - \eta H^{-1} \nabla L",
    source="J. Nocedal and S. J. Wright, Numerical Optimization, 2006, section 3.3.",
    rule=gradient_descent,
    newton=True,
    eta=1.0,
)

LINE_SEARCH = Optimiser(
    id="line-search",
    text="θ ← θ − η∇L,  {words}",
    latex=r"\begin{split} \theta &\leftarrow \theta - \eta \nabla L \\ "
    r"L(\theta + \eta u) &\le L(\theta) + 10^{-4} \eta\, u^T \nabla L \end{split}",
    source="L. Armijo, Minimization of functions having Lipschitz continuous first partial derivatives, 1966.",
    rule=gradient_descent,
    search=True,
    eta=1.0,
)
