/** Types of arguments and properties (AMQP 0-9-1, 4.2.5). `bit`s that follow each other share an octet. */
export type ArgumentType =
  'bit' | 'octet' | 'short' | 'long' | 'longlong' | 'shortstr' | 'longstr' | 'table' | 'timestamp';

export type Argument = readonly [name: string, type: ArgumentType];

export interface ClassDefinition {
  readonly name: string;
  /** The properties of a content header, in the order of their flags. */
  readonly properties: readonly Argument[];
  /** Methods by index: name and arguments. */
  readonly methods: Readonly<Record<number, readonly [name: string, args: readonly Argument[]]>>;
}

/** The classes of AMQP 0-9-1 with the extensions that RabbitMQ's specification adds, by index. */
export const classes: Readonly<Record<number, ClassDefinition>> = {
  10: {
    name: 'connection',
    properties: [],
    methods: {
      10: [
        'start',
        [
          ['version-major', 'octet'],
          ['version-minor', 'octet'],
          ['server-properties', 'table'],
          ['mechanisms', 'longstr'],
          ['locales', 'longstr'],
        ],
      ],
      11: [
        'start-ok',
        [
          ['client-properties', 'table'],
          ['mechanism', 'shortstr'],
          ['response', 'longstr'],
          ['locale', 'shortstr'],
        ],
      ],
      20: ['secure', [['challenge', 'longstr']]],
      21: ['secure-ok', [['response', 'longstr']]],
      30: [
        'tune',
        [
          ['channel-max', 'short'],
          ['frame-max', 'long'],
          ['heartbeat', 'short'],
        ],
      ],
      31: [
        'tune-ok',
        [
          ['channel-max', 'short'],
          ['frame-max', 'long'],
          ['heartbeat', 'short'],
        ],
      ],
      40: [
        'open',
        [
          ['virtual-host', 'shortstr'],
          ['reserved-1', 'shortstr'],
          ['reserved-2', 'bit'],
        ],
      ],
      41: ['open-ok', [['reserved-1', 'shortstr']]],
      50: [
        'close',
        [
          ['reply-code', 'short'],
          ['reply-text', 'shortstr'],
          ['class-id', 'short'],
          ['method-id', 'short'],
        ],
      ],
      51: ['close-ok', []],
      70: [
        'update-secret',
        [
          ['new-secret', 'longstr'],
          ['reason', 'shortstr'],
        ],
      ],
      71: ['update-secret-ok', []],
    },
  },
  20: {
    name: 'channel',
    properties: [],
    methods: {
      10: ['open', [['reserved-1', 'shortstr']]],
      11: ['open-ok', [['reserved-1', 'longstr']]],
      20: ['flow', [['active', 'bit']]],
      21: ['flow-ok', [['active', 'bit']]],
      40: [
        'close',
        [
          ['reply-code', 'short'],
          ['reply-text', 'shortstr'],
          ['class-id', 'short'],
          ['method-id', 'short'],
        ],
      ],
      41: ['close-ok', []],
    },
  },
  40: {
    name: 'exchange',
    properties: [],
    methods: {
      10: [
        'declare',
        [
          ['reserved-1', 'short'],
          ['exchange', 'shortstr'],
          ['type', 'shortstr'],
          ['passive', 'bit'],
          ['durable', 'bit'],
          ['auto-delete', 'bit'],
          ['internal', 'bit'],
          ['no-wait', 'bit'],
          ['arguments', 'table'],
        ],
      ],
      11: ['declare-ok', []],
      20: [
        'delete',
        [
          ['reserved-1', 'short'],
          ['exchange', 'shortstr'],
          ['if-unused', 'bit'],
          ['no-wait', 'bit'],
        ],
      ],
      21: ['delete-ok', []],
      30: [
        'bind',
        [
          ['reserved-1', 'short'],
          ['destination', 'shortstr'],
          ['source', 'shortstr'],
          ['routing-key', 'shortstr'],
          ['no-wait', 'bit'],
          ['arguments', 'table'],
        ],
      ],
      31: ['bind-ok', []],
      40: [
        'unbind',
        [
          ['reserved-1', 'short'],
          ['destination', 'shortstr'],
          ['source', 'shortstr'],
          ['routing-key', 'shortstr'],
          ['no-wait', 'bit'],
          ['arguments', 'table'],
        ],
      ],
      51: ['unbind-ok', []],
    },
  },
  50: {
    name: 'queue',
    properties: [],
    methods: {
      10: [
        'declare',
        [
          ['reserved-1', 'short'],
          ['queue', 'shortstr'],
          ['passive', 'bit'],
          ['durable', 'bit'],
          ['exclusive', 'bit'],
          ['auto-delete', 'bit'],
          ['no-wait', 'bit'],
          ['arguments', 'table'],
        ],
      ],
      11: [
        'declare-ok',
        [
          ['queue', 'shortstr'],
          ['message-count', 'long'],
          ['consumer-count', 'long'],
        ],
      ],
      20: [
        'bind',
        [
          ['reserved-1', 'short'],
          ['queue', 'shortstr'],
          ['exchange', 'shortstr'],
          ['routing-key', 'shortstr'],
          ['no-wait', 'bit'],
          ['arguments', 'table'],
        ],
      ],
      21: ['bind-ok', []],
      50: [
        'unbind',
        [
          ['reserved-1', 'short'],
          ['queue', 'shortstr'],
          ['exchange', 'shortstr'],
          ['routing-key', 'shortstr'],
          ['arguments', 'table'],
        ],
      ],
      51: ['unbind-ok', []],
      30: [
        'purge',
        [
          ['reserved-1', 'short'],
          ['queue', 'shortstr'],
          ['no-wait', 'bit'],
        ],
      ],
      31: ['purge-ok', [['message-count', 'long']]],
      40: [
        'delete',
        [
          ['reserved-1', 'short'],
          ['queue', 'shortstr'],
          ['if-unused', 'bit'],
          ['if-empty', 'bit'],
          ['no-wait', 'bit'],
        ],
      ],
      41: ['delete-ok', [['message-count', 'long']]],
    },
  },
  60: {
    name: 'basic',
    properties: [
      ['content-type', 'shortstr'],
      ['content-encoding', 'shortstr'],
      ['headers', 'table'],
      ['delivery-mode', 'octet'],
      ['priority', 'octet'],
      ['correlation-id', 'shortstr'],
      ['reply-to', 'shortstr'],
      ['expiration', 'shortstr'],
      ['message-id', 'shortstr'],
      ['timestamp', 'timestamp'],
      ['type', 'shortstr'],
      ['user-id', 'shortstr'],
      ['app-id', 'shortstr'],
      ['reserved', 'shortstr'],
    ],
    methods: {
      10: [
        'qos',
        [
          ['prefetch-size', 'long'],
          ['prefetch-count', 'short'],
          ['global', 'bit'],
        ],
      ],
      11: ['qos-ok', []],
      20: [
        'consume',
        [
          ['reserved-1', 'short'],
          ['queue', 'shortstr'],
          ['consumer-tag', 'shortstr'],
          ['no-local', 'bit'],
          ['no-ack', 'bit'],
          ['exclusive', 'bit'],
          ['no-wait', 'bit'],
          ['arguments', 'table'],
        ],
      ],
      21: ['consume-ok', [['consumer-tag', 'shortstr']]],
      30: [
        'cancel',
        [
          ['consumer-tag', 'shortstr'],
          ['no-wait', 'bit'],
        ],
      ],
      31: ['cancel-ok', [['consumer-tag', 'shortstr']]],
      40: [
        'publish',
        [
          ['reserved-1', 'short'],
          ['exchange', 'shortstr'],
          ['routing-key', 'shortstr'],
          ['mandatory', 'bit'],
          ['immediate', 'bit'],
        ],
      ],
      50: [
        'return',
        [
          ['reply-code', 'short'],
          ['reply-text', 'shortstr'],
          ['exchange', 'shortstr'],
          ['routing-key', 'shortstr'],
        ],
      ],
      60: [
        'deliver',
        [
          ['consumer-tag', 'shortstr'],
          ['delivery-tag', 'longlong'],
          ['redelivered', 'bit'],
          ['exchange', 'shortstr'],
          ['routing-key', 'shortstr'],
        ],
      ],
      70: [
        'get',
        [
          ['reserved-1', 'short'],
          ['queue', 'shortstr'],
          ['no-ack', 'bit'],
        ],
      ],
      71: [
        'get-ok',
        [
          ['delivery-tag', 'longlong'],
          ['redelivered', 'bit'],
          ['exchange', 'shortstr'],
          ['routing-key', 'shortstr'],
          ['message-count', 'long'],
        ],
      ],
      72: ['get-empty', [['reserved-1', 'shortstr']]],
      80: [
        'ack',
        [
          ['delivery-tag', 'longlong'],
          ['multiple', 'bit'],
        ],
      ],
      90: [
        'reject',
        [
          ['delivery-tag', 'longlong'],
          ['requeue', 'bit'],
        ],
      ],
      100: ['recover-async', [['requeue', 'bit']]],
      110: ['recover', [['requeue', 'bit']]],
      111: ['recover-ok', []],
      120: [
        'nack',
        [
          ['delivery-tag', 'longlong'],
          ['multiple', 'bit'],
          ['requeue', 'bit'],
        ],
      ],
    },
  },
  90: {
    name: 'tx',
    properties: [],
    methods: {
      10: ['select', []],
      11: ['select-ok', []],
      20: ['commit', []],
      21: ['commit-ok', []],
      30: ['rollback', []],
      31: ['rollback-ok', []],
    },
  },
  85: {
    name: 'confirm',
    properties: [],
    methods: {
      10: ['select', [['nowait', 'bit']]],
      11: ['select-ok', []],
    },
  },
};
