"""The week: which few moves, in the hours there are, and why the others wait."""
