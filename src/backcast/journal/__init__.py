"""Who wrote what, from which file, and its undo."""
