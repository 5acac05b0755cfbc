"""What a policy officer asks of a policy file: is it right, what does it say, whose dates would move."""
