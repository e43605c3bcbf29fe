"""Which companies stand for which gap: the measure they are scored with, found and counted."""
