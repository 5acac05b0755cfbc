"""What people type to the bot in their own words, read by a closed grammar that guesses nothing and changes nothing."""
