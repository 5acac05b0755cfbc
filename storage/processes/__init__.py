"""What the processes on one database tell each other: who left, and who posted where just now."""
