"""Findings and stories in words: on a terminal, in a file."""
