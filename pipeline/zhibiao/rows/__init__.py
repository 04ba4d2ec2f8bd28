"""Clause structure → rows; every numeral accounted for."""
