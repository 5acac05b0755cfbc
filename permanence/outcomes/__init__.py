"""How long children waited, and what came of it: numbers over many journeys, each with the children behind it."""
