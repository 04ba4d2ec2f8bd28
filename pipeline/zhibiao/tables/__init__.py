"""Tables inside articles → drafts of rows: laid out, labels read, cells read. Calls the rooms of `rows`, never the reverse."""
