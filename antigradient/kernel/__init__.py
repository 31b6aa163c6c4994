"""The kernel: a loss and a rule printed for the browser, where they compute a run without a server.

What is printed comes from the same formulas as all else, run on symbols; behind it stands the loop of
`static/js/kernel`. What a drag changes is an argument, so a module depends on the shape of a scenario alone.
"""

from antigradient.kernel.document import document_parts, shapes_within_reach
from antigradient.kernel.module import NoLoopError, kernel_module
from antigradient.kernel.shape import Shape, shape_of

__all__ = ["NoLoopError", "Shape", "document_parts", "kernel_module", "shape_of", "shapes_within_reach"]
