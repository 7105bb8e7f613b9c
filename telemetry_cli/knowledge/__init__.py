"""What exit codes and error texts mean. Pure data and rules; imports nothing of this package."""
