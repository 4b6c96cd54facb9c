/**
 * What may stand in `wireloupe.json`, as one table. The parser checks against it, and the JSON schema that editors use for
 * completion is generated from it, so that the two cannot drift apart.
 */

import { scramIterations } from './model.ts';
import { servicePattern } from './service.ts';

interface Described {
  /** For people: shown by completion and hover. */
  readonly description: string;
}

export interface StringShape extends Described {
  readonly kind: 'string';
  readonly values?: readonly string[];
  readonly pattern?: Pattern;
  /** Offered by completion; others are allowed. */
  readonly examples?: readonly string[];
}

export interface Pattern {
  /** A regular expression that both JavaScript and JSON schema understand. */
  readonly source: string;
  /** Ends “… must be”. */
  readonly meaning: string;
}

export interface BooleanShape extends Described {
  readonly kind: 'boolean';
}

export interface IntegerShape extends Described {
  readonly kind: 'integer';
  readonly minimum: number;
  readonly maximum: number;
  readonly default?: number;
}

export interface ListShape extends Described {
  readonly kind: 'list';
  readonly items: StringShape;
}

export interface ObjectShape extends Described {
  readonly kind: 'object';
  readonly keys: Readonly<Record<string, Shape>>;
  readonly required?: readonly string[];
  /** Each of these keys needs the other one. */
  readonly together?: readonly [string, string];
}

/** An object whose keys are names that the user gives. */
export interface RecordShape extends Described {
  readonly kind: 'record';
  readonly names: Pattern;
  readonly values: Shape;
}

export type Shape = StringShape | BooleanShape | IntegerShape | ListShape | ObjectShape | RecordShape;

const relativePath: Pattern = {
  source: '^(?![/\\\\]|[A-Za-z]:|\\.\\./)(?!.*/\\.\\./).+$',
  meaning: 'a path or glob inside this folder, with “/” between its parts',
};

const files = (description: string, example: string): ListShape => ({
  kind: 'list',
  description,
  items: {
    kind: 'string',
    description: 'A path or glob, relative to this file.',
    pattern: relativePath,
    examples: [example],
  },
});

const path = (description: string): StringShape => ({
  kind: 'string',
  description,
  pattern: { source: '^(?!-----BEGIN)[\\s\\S]+$', meaning: 'the path of a PEM file, not its contents' },
});

const tls: ObjectShape = {
  kind: 'object',
  description: 'How TLS is checked.',
  together: ['cert', 'key'],
  keys: {
    ca: path('PEM file of the certificate authorities to trust, relative to this file.'),
    verify: { kind: 'boolean', description: 'False accepts any certificate: for tests on your own machine only.' },
    servername: {
      kind: 'string',
      description: 'The name that the certificate must carry, where it is not the host or the domain of the JID.',
    },
    cert: path('PEM file of the client certificate, for SASL EXTERNAL.'),
    key: path('PEM file of the client certificate’s private key.'),
  },
};

const scram: ObjectShape = {
  kind: 'object',
  description: 'How SCRAM logs in.',
  keys: {
    minIterations: {
      kind: 'integer',
      minimum: 1,
      maximum: scramIterations.maximum,
      default: scramIterations.minimum,
      description:
        'The fewest iterations that the server may ask for. The default, 4096, is what RFC 7677 demands; with fewer, the password is easier to guess from a recorded login.',
    },
  },
};

export const passwordShape: ObjectShape = {
  kind: 'object',
  description:
    'Where the password comes from. Without this key it is asked for once and kept in VS Code’s secret storage. It must not be in this file.',
  required: ['env'],
  keys: {
    env: {
      kind: 'string',
      description: 'The environment variable that holds the password.',
      pattern: { source: '^[A-Za-z_][A-Za-z0-9_]*$', meaning: 'the name of an environment variable' },
    },
  },
};

/** Keys of a connection that mean something to one protocol only. */
export const ownKeys = { xmpp: ['jid'], amqp: ['username', 'containerId', 'hostname'] } as const;

export const connectionShape: ObjectShape = {
  kind: 'object',
  description: 'One connection profile.',
  required: ['protocol', 'service'],
  keys: {
    protocol: { kind: 'string', description: 'What is spoken on it.', values: ['xmpp', 'amqp'] },
    service: {
      kind: 'string',
      description:
        'Where the server is. XMPP: `xmpp://` (TCP with STARTTLS), `xmpps://` (TLS from the start), `wss://` (RFC 7395), `https://…/http-bind` (BOSH). AMQP: `amqp://`, `amqps://`, `wss://`.',
      pattern: {
        source: servicePattern(),
        meaning: 'a scheme, a host and, if need be, a port: xmpp://localhost:5222',
      },
      examples: ['xmpp://localhost:5222', 'amqp://localhost:5672', 'amqps://localhost:5671', 'wss://localhost:5443/ws'],
    },
    jid: {
      kind: 'string',
      description: 'XMPP: the account, with a resource to ask for if you like. The domain alone is for SASL ANONYMOUS.',
      pattern: {
        source: '^([^\\s@/"&\'<>:]+@)?[^\\s@/]+(/[^\\n]+)?$',
        meaning: 'a JID: name@domain or name@domain/resource',
      },
      examples: ['romeo@localhost/bench'],
    },
    username: { kind: 'string', description: 'AMQP: the user name for SASL. Without it the connection is anonymous.' },
    sasl: {
      kind: 'string',
      description:
        'The SASL mechanism to insist on. Without it the best that both sides know is taken. AMQP: `none` connects without SASL.',
      pattern: {
        source: '^([A-Z0-9_-]{1,20}|none)$',
        meaning: 'the name of a SASL mechanism, in capitals (RFC 4422, 3.1), or “none” (AMQP only)',
      },
      examples: ['PLAIN', 'SCRAM-SHA-256', 'SCRAM-SHA-1', 'EXTERNAL', 'ANONYMOUS', 'none'],
    },
    scram,
    password: passwordShape,
    tls,
    containerId: { kind: 'string', description: 'AMQP: the container-id of the open performative.' },
    hostname: {
      kind: 'string',
      description: 'AMQP: the hostname of the open performative (a virtual host, for many brokers).',
    },
  },
};

const name: Pattern = {
  source: '^[^\\s<>?"\'&{}]+$',
  meaning: 'a name without spaces, quotes, braces or any of < > ? &',
};

export const settings = ['error', 'warning', 'information', 'hint', 'off'] as const;

export const projectShape: ObjectShape = {
  kind: 'object',
  description: 'A project’s connections, environments, own schemas and rule settings, for Wireloupe.',
  keys: {
    $schema: { kind: 'string', description: 'The schema of this file; Wireloupe brings its own.' },
    connections: { kind: 'record', description: 'Connection profiles, by name.', names: name, values: connectionShape },
    environments: {
      kind: 'record',
      description: 'Sets of variables, by name; one of them is chosen in the status bar or with `--env`.',
      names: name,
      values: {
        kind: 'record',
        description: 'Variables: `{{name}}` in a template stands for the value.',
        names: {
          source: '^[A-Za-z_][A-Za-z0-9_.-]*$',
          meaning: 'a name of letters, digits, “_”, “.” and “-”, starting with a letter or “_”',
        },
        values: {
          kind: 'string',
          description: 'The value. It is escaped for where it stands, and not searched for variables.',
        },
      },
    },
    xmpp: {
      kind: 'object',
      description: 'XMPP in this project.',
      keys: {
        include: files(
          'XML files whose roots are stanzas and which are to be checked like `.xmpp` files.',
          'stanzas/**/*.xml',
        ),
        schemas: files('XML Schemas of your own extensions.', 'schemas/*.xsd'),
      },
    },
    amqp: {
      kind: 'object',
      description: 'AMQP in this project.',
      keys: { definitions: files('AMQP type definitions of your own, in the OASIS XML form.', 'types/*.xml') },
    },
    rules: {
      kind: 'record',
      description: 'Severities of rules, by rule id.',
      names: { source: '^[a-z]+/[a-z0-9][a-z0-9-]*$', meaning: 'the id of a rule, such as xmpp/iq-id-required' },
      values: { kind: 'string', description: 'How grave the rule’s findings are, or off.', values: settings },
    },
  },
};
