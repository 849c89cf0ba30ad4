"""One file per screen; each is a ``Page`` built by the window when it is first gone to."""
