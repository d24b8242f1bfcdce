"""What the commands print: progress, the table of marks, and what `doctor` found."""
