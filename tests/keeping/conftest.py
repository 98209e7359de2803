"""Homes on disk for every test of keeping."""

from tests.keeping.homes import home, made

__all__ = ["home", "made"]
