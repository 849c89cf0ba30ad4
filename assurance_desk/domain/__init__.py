"""The job itself: frozen records and pure functions. Imports errors, progress, texts and RapidFuzz; nothing else."""
