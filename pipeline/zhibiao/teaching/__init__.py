"""What decisions teach: corrections that repeat become lines for the corpus' `zhibiao.toml`, once a person says so.

lines     a line for `zhibiao.toml`, and the file's text with it, comments kept
lessons   decisions → proposed lines with the decisions that speak for each
forms     how a numeral that is no quantity is written as a label: a word, or a pattern with what stands around it
effect    two extractions compared: rows gained, lost, changed, and the decisions that agree more or less than before
trial     the corpus extracted without and with a proposed line; acceptance
teacher   all of it for an output folder
"""
