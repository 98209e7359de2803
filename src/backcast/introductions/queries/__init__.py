"""Reads of introductions: routes, and what has been asked."""
