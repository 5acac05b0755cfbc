"use strict";
// Loaded into the Playground before it starts: it would listen on every network this machine is on, and
// whoever reached it would speak to the bot as the local person. Here it listens to this machine alone.
const { Server } = require("node:net");
const listen = Server.prototype.listen;
Server.prototype.listen = function (port, ...others) {
  if (typeof port === "number") return listen.call(this, { port, host: "127.0.0.1" }, ...others.filter((o) => typeof o === "function"));
  if (port && typeof port === "object" && "port" in port) return listen.call(this, { ...port, host: "127.0.0.1" }, ...others);
  return listen.call(this, port, ...others);
};
