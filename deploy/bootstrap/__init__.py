"""The part that runs before there is an environment: standard library alone, any Python from 3.8."""
