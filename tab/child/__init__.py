"""What a child's page is made of: the timeline drawn as bands."""
