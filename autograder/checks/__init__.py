"""What any course's hidden checks need: holding a function to a check, seeds, and recognising known mistakes."""
