"""Formulas as graphs of named operations, each value once, and the printers that write them in a language.

What builds a graph: the tree of a formula with its derivatives (`formula`), and formulas of our own in plain arithmetic
that are run on symbols (rules, schedules, what one data point adds). What a printer writes is made of the operations
named here and of names that we gave.
"""

from antigradient.graph.lowering import lower
from antigradient.graph.nodes import Graph
from antigradient.graph.symbols import Symbol, symbol, total

__all__ = ["Graph", "Symbol", "lower", "symbol", "total"]
