import type { PlaygroundInfo } from '../../playground/model.ts';

/** Files of a project whose connections lead to a playground, and those that are added to them. */
export function playgroundProject(
  { xmpp, amqp, websocket, ca }: PlaygroundInfo,
  more: {
    readonly files?: Readonly<Record<string, string | Uint8Array>>;
    readonly connections?: object;
    readonly variables?: object;
  } = {},
): Readonly<Record<string, string | Uint8Array>> {
  const password = { env: 'PASSWORD' };
  return {
    ...more.files,
    'ca.pem': ca,
    'wireloupe.json': JSON.stringify({
      connections: {
        romeo: { protocol: 'xmpp', service: xmpp, jid: 'romeo@localhost/cli', password, tls: { ca: 'ca.pem' } },
        juliet: { protocol: 'xmpp', service: websocket, jid: 'juliet@localhost/cli', password },
        broker: { protocol: 'amqp', service: amqp },
        ...more.connections,
      },
      environments: { local: { domain: 'localhost', ...more.variables } },
    }),
  };
}
