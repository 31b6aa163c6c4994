"""What the project measures of itself: `make bench`, or `python -m bench`."""
