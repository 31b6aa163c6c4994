"""Marks: pure functions from data and a layout to SVG elements, the same as the page's static/js/marks draws."""
