"""What is computed: records in, records with their reasons out. No Django, no clock, no randomness of its own."""
