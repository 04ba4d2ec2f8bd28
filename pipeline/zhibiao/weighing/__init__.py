"""Whose a figure is and what it measures, weighed: candidates of the rules and of the sentence, by fitted evidence."""
