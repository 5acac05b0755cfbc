"""The Teams conversation in our own words: routes, dispatch, handlers, notices, delivery."""
