"""The whole corpus in a browser, read-only: facets, full-text search, series, conflicts; the same as a database for Datasette.

pairs.py     Chinese text as pairs of characters, for a full-text index that finds words of one and two characters
index.py     the database that is searched, made of an output folder's store
asking.py    a query: what is shown, how many, how often each value of a facet
state.py     a query as an address
server.py    the pages
datasette.py the same database with metadata for Datasette
"""
