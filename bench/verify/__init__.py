"""Whether papers that were altered are found out: `python -m bench.verify`."""
