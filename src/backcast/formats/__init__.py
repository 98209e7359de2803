"""Parsers: bytes in, records and problems out. No Django, no network, nothing written."""
