"""The web application: pages, embeds and the JSON API over the library `antigradient`."""

from antigradient import __version__

__all__ = ["__version__"]
