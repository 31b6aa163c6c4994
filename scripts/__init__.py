"""Scripts of the project's own; none of them is needed to run it."""
