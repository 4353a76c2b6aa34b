"""How laws are tried: with the same examples in every run, so that a check means the same for everybody.

`pytest --hypothesis-profile=random` looks further.
"""

from hypothesis import settings

# No law says how fast it is told: a busy machine may take its time.
settings.register_profile("same", derandomize=True, deadline=None)
settings.register_profile("random", derandomize=False, deadline=None)
settings.load_profile("same")
