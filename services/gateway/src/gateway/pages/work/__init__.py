"""What is mine to do."""
