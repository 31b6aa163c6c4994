"""The page in a real browser. A package, so that its fixtures end before asynchronous tests of other folders begin."""
