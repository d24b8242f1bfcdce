"""What every check is made of: safe calls, comparison, causes and hints, and the card that shows a failure."""
