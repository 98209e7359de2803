"""Experiments: which strategy is better, in a model."""
