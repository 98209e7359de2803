"""Settings, the front door's addresses and the process start."""
