"""Where a person sees, trusts and corrects: a local page, a spreadsheet's way out and back, a page to send to others.

desk       the rows of a store with their decisions, and what a reviewer does to them
columns    which cells a reviewer may change, and to what
pieces     an article's text cut where figures, times and names begin and end
drafting   the cells of a row that a reviewer adds by selecting its figure
safety     who may talk to the server; server: what it answers
charts     counts and progress as drawings; report: one HTML file for others
workbook   rows → XLSX; damage: what a spreadsheet did to a cell; merging: an edited table → decisions
"""
