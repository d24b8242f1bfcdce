"""Examiners for answers that are more than one value: training runs, optimizer steps, batches, first parameters."""
