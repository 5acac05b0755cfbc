"""The field's language, pure: journeys, policies, obligations, the panel and its actions."""
