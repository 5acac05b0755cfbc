"""The one door to Microsoft Teams: the only code that knows the Bot Framework SDK."""
