"""`python -m catalog.agencies`: write the quickly loaded form anew after a change of the TOML files."""

from catalog.agencies.load import compile_agencies

compile_agencies()
