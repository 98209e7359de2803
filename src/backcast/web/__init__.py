"""Pages that gather several ideas."""
