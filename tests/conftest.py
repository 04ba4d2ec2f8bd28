"""The same generated cases on every machine; a longer random search is a matter of `--hypothesis-profile=search`."""

from hypothesis import settings

settings.register_profile("same", derandomize=True, deadline=None, max_examples=200)
settings.register_profile("search", deadline=None, max_examples=20_000)
settings.load_profile("same")
