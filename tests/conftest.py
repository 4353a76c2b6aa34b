"""How laws are tried: with the same examples in every run, so that a check means the same for everybody.

`pytest --hypothesis-profile=random` looks further.
"""

from hypothesis import settings

settings.register_profile("same", derandomize=True)
settings.register_profile("random", derandomize=False)
settings.load_profile("same")
