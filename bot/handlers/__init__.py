"""One module a verb or command: build the command, call one use case, choose the reply."""
