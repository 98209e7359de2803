"""This week's moves."""
