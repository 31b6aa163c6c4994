"""Sentences and numbers for people."""
