"""Antigradient: a gradient descent visualiser that shows the angle between the step and the gradient."""

__version__ = "0.1.0"
