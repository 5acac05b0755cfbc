"""One module a kind of message: from an outbox row to the card that is posted, as things stand at that moment."""
