"""Preview, apply and undo of files."""
