"""Sessions of the web page: signing in, being recognised, signing out."""
