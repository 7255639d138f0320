"""`python -m catalog.agencies`: write the quickly loaded form anew after a change of the TOML files."""

from catalog.agencies.load import compile_agencies

if __name__ == "__main__":
    compile_agencies()
