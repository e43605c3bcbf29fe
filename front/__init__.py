"""The front door: the gate, the routes beside the screens, and the start command."""
