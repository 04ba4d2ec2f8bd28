"""Clauses: where a phrase begins and ends, and what a clause opens with."""
