"""What is looked up: dispatches, the directory, the kinds of notice that are held. No row holds anything personal."""
