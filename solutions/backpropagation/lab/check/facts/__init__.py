"""What a failed check can observe of each function by asking it again: a notebook's checks import its facts."""
