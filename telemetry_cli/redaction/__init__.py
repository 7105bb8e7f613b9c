"""What must not leave the machine. Pure text rules; imports nothing of this package."""
