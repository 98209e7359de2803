"""Backup, erase, sample, doctor and the start."""
