"""The validation of the lab: each item worked out once, for the tests and for the report."""
