"""The names of a scenario: what a link or a JSON object may say, checked, and what links say themselves."""
