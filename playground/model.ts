/** Ports to listen on: each is by default the one of `defaultPorts`; 0 takes any free one. */
export interface PlaygroundPorts {
  readonly amqpPort?: number;
  readonly xmppPort?: number;
  readonly wsPort?: number;
}

/** Where the playground listens. `ca` is the PEM of the certificate made at start. */
export interface PlaygroundInfo {
  readonly amqp: string;
  readonly xmpp: string;
  readonly websocket: string;
  readonly ca: string;
}
