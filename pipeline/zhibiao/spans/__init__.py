"""Characters → marks: numerals, quantities, times and labels, found by compiled patterns."""
