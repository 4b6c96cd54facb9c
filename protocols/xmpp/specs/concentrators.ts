import type {
  AttributeDefinition,
  ChildDefinition,
  ElementDefinition,
  NamespaceDefinition,
} from '../model/definition.ts';
import { color, moment } from './iot-parts.ts';

/** The commands of XEP-0326, which come in pairs: `getNode` is answered by `getNodeResponse`. */

type Attributes = Readonly<Record<string, AttributeDefinition>>;
type Children = Readonly<Record<string, ChildDefinition>>;
interface Part {
  readonly attributes?: Attributes;
  readonly children?: Children;
}

const form = '{jabber:x:data}x';
const tokens: Attributes = {
  deviceToken: ['string?', 'Shows which device asks.'],
  serviceToken: ['string?', 'Shows which service asks.'],
  userToken: ['string?', 'Shows which user asks.'],
};
const source: Attributes = { sourceId: ['string', 'The data source.'] };
const nodeReference: Attributes = {
  ...source,
  nodeId: ['string', 'The node.'],
  cacheType: ['string?', 'The part of the source that the node is in.'],
};
const details: Attributes = {
  parameters: ['boolean?', 'Whether parameters are wanted too.'],
  messages: ['boolean?', 'Whether messages are wanted too.'],
};
const result: Attributes = {
  result: ['=OK|NotFound|InsufficientPrivileges|Locked|NotImplemented|FormError|OtherError', 'How it went.'],
};
const state = '=None|Information|WarningSigned|WarningUnsigned|ErrorSigned|ErrorUnsigned' as const;
const index: Attributes = {
  ...source,
  index: ['string', 'The index.'],
  indexValue: ['string', 'The value in the index.'],
};

const element = (about: string, section: string, part: Part = {}): ElementDefinition => ({ about, section, ...part });

const parameter = (about: string, value: AttributeDefinition): ElementDefinition =>
  element(about, '5.2', {
    attributes: { id: ['string', 'Which parameter.'], name: ['string', 'Its name for people.'], value },
  });

const message: ElementDefinition = {
  ...element('Something reported of the node.', '3.4.7', {
    attributes: {
      timestamp: [moment, 'When.'],
      type: ['~Error|Warning|Information', 'How grave.'],
      eventId: ['string?', 'Which event.'],
    },
  }),
  text: 'string?',
};

/** What is told of a node. */
const nodeInformation: { readonly attributes: Attributes; readonly children: Children } = {
  attributes: {
    nodeId: ['string', 'The node.'],
    displayName: ['string?', 'Its name for people.'],
    nodeType: ['string?', 'Its type.'],
    localId: ['string?', 'Its id among its siblings.'],
    logId: ['string?', 'Its id in logs.'],
    cacheType: ['string?', 'The part of the source that it is in.'],
    state: [state, 'How it is.'],
    hasChildren: ['boolean', 'Whether there are nodes below it.'],
    childrenOrdered: ['boolean?', 'Whether those have an order.'],
    isReadable: ['boolean?', 'Whether it can be read.'],
    isControllable: ['boolean?', 'Whether it can be controlled.'],
    hasCommands: ['boolean?', 'Whether it has commands.'],
    parentId: ['string?', 'The node above it.'],
    parentCacheType: ['string?', 'The part of the source that the node above it is in.'],
    lastChanged: [`${moment}?`, 'When it last changed.'],
  },
  children: {
    boolean: ['*', parameter('A truth value.', 'boolean')],
    color: ['*', parameter('A colour.', color)],
    dateTime: ['*', parameter('A point of time.', moment)],
    double: ['*', parameter('A number.', 'double')],
    duration: ['*', parameter('A duration.', 'duration')],
    int: ['*', parameter('A whole number of 32 bits.', 'int')],
    long: ['*', parameter('A whole number of 64 bits.', 'long')],
    string: ['*', parameter('Text.', 'string')],
    time: ['*', parameter('A time of day.', 'time')],
    message: ['*', message],
  },
};

const oneNode: Part = { attributes: nodeReference };
const nodes: Part = { children: { node: ['*', element('A node.', '3.3.2', { attributes: nodeReference })] } };
const found: Part = { attributes: result, children: { node: ['*', element('A node.', '5.1', nodeInformation)] } };
const strings: Part = {
  attributes: result,
  children: { value: ['*', { ...element('A text.', '3.1.1'), text: 'string?' }] },
};
const sources: Part = {
  attributes: result,
  children: {
    dataSource: [
      '*',
      element('A data source.', '3.2.1', {
        attributes: {
          ...source,
          name: ['string', 'Its name for people.'],
          hasChildren: ['boolean?', 'Whether there are sources below it.'],
          lastChanged: [`${moment}?`, 'When it last changed.'],
        },
      }),
    ],
  },
};
const formResult: Part = { attributes: result, children: { [form]: '1~' } };
const done: Part = { attributes: result };
const parameterError: ElementDefinition = {
  ...element('What is wrong with a parameter.', '3.4.3', { attributes: { var: ['string', 'Which parameter.'] } }),
  text: 'string?',
};
const executed: Part = {
  attributes: { ...result, queryId: ['string?', 'The query that was started.'] },
  children: { error: ['*', parameterError] },
};
const executedOnSeveral: Part = {
  attributes: { ...result, queryId: ['string?', 'The query that was started.'] },
  children: {
    error: ['*', parameterError],
    result: [
      '*',
      {
        ...element('How it went for one node.', '3.6.14', { attributes: { error: ['string?', 'What went wrong.'] } }),
        text: 'boolean',
      },
    ],
  },
};
const stored: Part = {
  attributes: result,
  children: { error: ['*', parameterError], node: ['*', element('The node as it is now.', '5.1', nodeInformation)] },
};
const commands: Part = {
  attributes: {
    result: ['=OK|NotFound|InsufficientPrivileges|Locked|NotImplemented|FormError|OtherError?', 'How it went.'],
  },
  children: {
    command: [
      '*',
      element('A command.', '5.5', {
        attributes: {
          command: ['string', 'Which command.'],
          name: ['string', 'Its name for people.'],
          type: ['=Simple|Parameterized|Query', 'Whether it takes parameters, or answers bit by bit.'],
          sortCategory: ['string?', 'The group that it is shown in.'],
          sortKey: ['string?', 'Its place there.'],
          confirmationString: ['string?', 'What people are asked before.'],
          failureString: ['string?', 'What people are told when it fails.'],
          successString: ['string?', 'What people are told when it succeeds.'],
        },
      }),
    ],
  },
};

function join(...parts: readonly Part[]): Part {
  return {
    attributes: Object.assign({}, ...parts.map(({ attributes = {} }) => attributes)) as Attributes,
    children: Object.assign({}, ...parts.map(({ children = {} }) => children)) as Children,
  };
}

type Row = readonly [
  name: string,
  place: 'iq get' | 'iq set',
  section: string,
  about: string,
  request: Part,
  response: Part,
];

const command: Part = { attributes: { command: ['string', 'Which command.'] } };
const query: Part = { attributes: { queryId: ['string', 'Which query.'] } };
const maybeForm: Part = { children: { [form]: '?' } };
const filled: Part = { children: { [form]: '1' } };
const type: Part = { attributes: { type: ['string', 'The type of the node.'] } };
const withDetails: Part = { attributes: details };
const inSource: Part = { attributes: source };
const events: Part = {
  attributes: Object.fromEntries(
    ['nodeAdded', 'nodeUpdated', 'nodeStatusChanged', 'nodeRemoved', 'nodeMovedUp', 'nodeMovedDown'].map((name) => [
      name,
      ['boolean?', 'Whether these events are meant.'],
    ]),
  ),
};

const rows: readonly Row[] = [
  ['getCapabilities', 'iq get', '3.1.1', 'Asks which commands the concentrator has.', {}, strings],
  ['getAllDataSources', 'iq get', '3.2.1', 'Asks for all data sources.', {}, sources],
  ['getRootDataSources', 'iq get', '3.2.2', 'Asks for the uppermost data sources.', {}, sources],
  ['getChildDataSources', 'iq get', '3.2.3', 'Asks for the data sources below another.', inSource, sources],
  [
    'subscribe',
    'iq set',
    '3.2.4#subscribe',
    'Asks to be told of what happens in a data source.',
    join(inSource, events, withDetails, {
      attributes: { getEventsSince: [`${moment}?`, 'Since when events are wanted.'] },
    }),
    done,
  ],
  ['unsubscribe', 'iq set', '3.2.5', 'Asks to be told no more.', join(inSource, events), done],
  ['containsNode', 'iq get', '3.3.1', 'Asks whether there is such a node.', oneNode, { attributes: result }],
  [
    'containsNodes',
    'iq get',
    '3.3.2',
    'Asks whether there are such nodes.',
    nodes,
    {
      attributes: result,
      children: { value: ['*', { ...element('Whether there is one of the nodes.', '3.3.2'), text: 'boolean' }] },
    },
  ],
  [
    'getNode',
    'iq get',
    '3.3.3',
    'Asks for a node.',
    join(oneNode, withDetails),
    join(
      { attributes: result },
      {
        attributes: Object.fromEntries(
          Object.entries(nodeInformation.attributes).map(([name, definition]) => [name, optional(definition)]),
        ),
        children: nodeInformation.children,
      },
    ),
  ],
  ['getNodes', 'iq get', '3.3.4', 'Asks for several nodes.', join(nodes, withDetails), found],
  [
    'getAllNodes',
    'iq get',
    '3.3.7',
    'Asks for all nodes.',
    join(inSource, withDetails, {
      children: { onlyIfDerivedFrom: ['*', { ...element('Only nodes of such a type.', '3.3.9'), text: 'string' }] },
    }),
    found,
  ],
  [
    'getNodeInheritance',
    'iq get',
    '3.3.11',
    'Asks what a type of node is derived from.',
    oneNode,
    {
      attributes: { result: '=OK|NotFound|InsufficientPrivileges|Locked|NotImplemented|FormError|OtherError?' },
      children: Object.fromEntries(
        [
          ['baseClasses', 'The types above it.'],
          ['interfaces', 'The interfaces that it has.'],
        ].map(([name = '', about = '']) => [
          name,
          [
            '?',
            element(about, '3.3.11', {
              children: { value: ['*', { ...element('A name.', '3.3.11'), text: 'string' }] },
            }),
          ],
        ]),
      ),
    },
  ],
  ['getRootNodes', 'iq get', '3.3.12', 'Asks for the uppermost nodes.', join(inSource, withDetails), found],
  [
    'getChildNodes',
    'iq get',
    '3.3.14',
    'Asks for the nodes below another.',
    join(oneNode, withDetails, {
      children: {
        sortOrder: [
          '*',
          element('What they are ordered by.', '3.3.14', {
            attributes: {
              parameterName: ['string', 'A parameter.'],
              ascending: ['boolean?', 'Whether the least comes first.'],
            },
          }),
        ],
      },
    }),
    found,
  ],
  ['getIndices', 'iq get', '3.3.16', 'Asks which indices there are.', inSource, strings],
  [
    'getNodesFromIndex',
    'iq get',
    '3.3.17',
    'Asks for nodes by an index.',
    join({ attributes: index }, withDetails),
    found,
  ],
  [
    'getNodesFromIndices',
    'iq get',
    '3.3.19',
    'Asks for nodes by several indices.',
    join(
      { children: { indexRef: ['*', element('A value of an index.', '3.3.19', { attributes: index })] } },
      withDetails,
    ),
    found,
  ],
  [
    'getAllIndexValues',
    'iq get',
    '3.3.21',
    'Asks for the values of an index.',
    join(inSource, { attributes: { index: ['string', 'The index.'] } }),
    strings,
  ],
  ['getAncestors', 'iq get', '3.3.22', 'Asks for the nodes above another.', join(oneNode, withDetails), found],
  ['moveNodeUp', 'iq set', '3.3.23', 'Moves a node up among its siblings.', oneNode, done],
  ['moveNodeDown', 'iq set', '3.3.24', 'Moves a node down among its siblings.', oneNode, done],
  ['moveNodesUp', 'iq set', '3.3.25', 'Moves nodes up among their siblings.', nodes, done],
  ['moveNodesDown', 'iq set', '3.3.26', 'Moves nodes down among their siblings.', nodes, done],
  [
    'getNodeParametersForEdit',
    'iq get',
    '3.4.1',
    'Asks for a form with the parameters of a node.',
    oneNode,
    formResult,
  ],
  ['setNodeParametersAfterEdit', 'iq set', '3.4.2', 'Stores the parameters of a node.', join(oneNode, filled), stored],
  [
    'getCommonNodeParametersForEdit',
    'iq get',
    '3.4.4',
    'Asks for a form with what nodes have in common.',
    nodes,
    formResult,
  ],
  [
    'setCommonNodeParametersAfterEdit',
    'iq set',
    '3.4.5',
    'Stores what nodes have in common.',
    join(nodes, filled),
    stored,
  ],
  [
    'getAddableNodeTypes',
    'iq get',
    '3.5.1',
    'Asks which types of nodes can stand below another.',
    oneNode,
    {
      attributes: { result: '=OK|NotFound|InsufficientPrivileges|Locked|NotImplemented|FormError|OtherError?' },
      children: {
        nodeType: [
          '*',
          element('A type.', '3.5.1', {
            attributes: { type: ['string', 'Which type.'], name: ['string', 'Its name for people.'] },
          }),
        ],
      },
    },
  ],
  ['getParametersForNewNode', 'iq get', '3.5.2', 'Asks for a form for a new node.', join(oneNode, type), formResult],
  ['createNewNode', 'iq set', '3.5.3', 'Makes a node.', join(oneNode, type, filled), stored],
  ['destroyNode', 'iq set', '3.5.5', 'Deletes a node.', oneNode, done],
  ['getNodeCommands', 'iq get', '3.6.1', 'Asks for the commands of a node.', oneNode, commands],
  [
    'getCommandParameters',
    'iq get',
    '3.6.3',
    'Asks for a form with the parameters of a command.',
    join(oneNode, command),
    formResult,
  ],
  ['executeNodeCommand', 'iq set', '3.6.2', 'Runs a command.', join(oneNode, command, maybeForm), executed],
  [
    'executeNodeQuery',
    'iq set',
    '3.6.6',
    'Starts a query, which answers bit by bit.',
    join(oneNode, command, maybeForm, { attributes: { queryId: ['string?', 'What the query is called.'] } }),
    executed,
  ],
  ['abortNodeQuery', 'iq set', '3.6.8', 'Stops a query.', join(oneNode, query), done],
  ['getCommonNodeCommands', 'iq get', '3.6.9', 'Asks for the commands that nodes have in common.', nodes, commands],
  [
    'getCommonCommandParameters',
    'iq get',
    '3.6.11',
    'Asks for a form with the parameters of a command for several nodes.',
    join(nodes, command),
    formResult,
  ],
  [
    'executeCommonNodeCommand',
    'iq set',
    '3.6.10',
    'Runs a command for several nodes.',
    join(nodes, { attributes: { command: ['string?', 'Which command.'], queryId: 'string?' } }, maybeForm),
    executedOnSeveral,
  ],
  [
    'executeCommonNodeQuery',
    'iq set',
    '3.6.15',
    'Starts a query for several nodes.',
    join(nodes, { attributes: { command: ['string?', 'Which command.'], queryId: 'string?' } }, maybeForm),
    executedOnSeveral,
  ],
  [
    'abortCommonNodeQuery',
    'iq set',
    '3.6.18',
    'Stops a query for several nodes.',
    join(nodes, query, { attributes: { command: 'string?' } }),
    done,
  ],
  [
    'getDatabases',
    'iq get',
    '3.9.1',
    'Asks for the databases of fields.',
    {},
    {
      attributes: result,
      children: {
        database: [
          '*',
          element('A database.', '3.9.1', {
            attributes: { databaseId: ['string', 'Which one.'], name: ['string?', 'Its name for people.'] },
          }),
        ],
      },
    },
  ],
  [
    'getDatabaseReadoutParameters',
    'iq get',
    '3.9.2',
    'Asks for a form for reading a database.',
    { attributes: { databaseId: ['string', 'Which one.'] } },
    formResult,
  ],
  [
    'startDatabaseReadout',
    'iq set',
    '3.9.3',
    'Begins to read a database.',
    {
      attributes: { databaseId: ['string', 'Which one.'], seqnr: ['int', 'What the reading is called.'] },
      children: { node: ['+', element('A node to read.', '3.9.3', { attributes: nodeReference })], [form]: '1' },
    },
    executed,
  ],
];

function optional(definition: AttributeDefinition): AttributeDefinition {
  const [attribute, about] = typeof definition === 'string' ? [definition, undefined] : definition;
  const relaxed = (/[?~]$/.test(attribute) ? attribute : `${attribute}?`) as typeof attribute;
  return about === undefined ? relaxed : [relaxed, about];
}

const event = (about: string, section: string, part: Part): ElementDefinition => ({
  about,
  section,
  stands: 'message',
  ...part,
});

/** What a query answers, bit by bit. */
function queryProgress(): ElementDefinition {
  const table: Attributes = { tableId: ['string', 'Which table.'] };
  const value = (about: string, text: ElementDefinition['text']): ChildDefinition => [
    '*',
    { ...element(about, '5.9'), ...(text === undefined ? {} : { text }) },
  ];
  const column: Attributes = {
    columnId: ['string', 'Which column.'],
    header: 'string?',
    dataSourceId: 'string?',
    cacheTypeName: 'string?',
    fgColor: `${color}?`,
    bgColor: `${color}?`,
    alignment: '=Left|Center|Right?',
    nrDecimals: 'nonNegativeInteger?',
  };
  const record: Children = {
    boolean: value('A truth value.', 'boolean'),
    color: value('A colour.', color),
    date: value('A date.', 'date'),
    dateTime: value('A point of time.', moment),
    double: value('A number.', 'double'),
    duration: value('A duration.', 'duration'),
    int: value('A whole number of 32 bits.', 'int'),
    long: value('A whole number of 64 bits.', 'long'),
    string: value('Text.', 'string?'),
    time: value('A time of day.', 'time'),
    void: value('Nothing.', undefined),
    base64: [
      '*',
      { ...element('Data.', '5.9', { attributes: { contentType: ['string', 'Their media type.'] } }), text: 'base64' },
    ],
  };
  return event('A part of what a query answers.', '3.7#queryevents', {
    attributes: { ...nodeReference, queryId: ['string', 'Which query.'], nodeId: 'string?', sourceId: 'string?' },
    children: {
      queryStarted: ['*', element('It has begun.', '3.7.1')],
      queryDone: ['*', element('It has ended.', '3.7.2')],
      queryAborted: ['*', element('It was stopped.', '3.7.3')],
      newTable: [
        '*',
        element('A table begins.', '3.7.4', {
          attributes: { ...table, tableName: ['string', 'Its name for people.'] },
          children: { column: ['*', element('A column.', '5.8', { attributes: column })] },
        }),
      ],
      newRecords: [
        '*',
        element('Rows of a table.', '3.7.5', {
          attributes: table,
          children: { record: ['*', element('A row.', '5.9', { children: record })] },
        }),
      ],
      tableDone: ['*', element('A table ends.', '3.7.6', { attributes: table })],
      newObject: [
        '*',
        {
          ...element('An object such as a picture.', '3.7.7', {
            attributes: { contentType: ['string', 'Its media type.'] },
          }),
          text: 'base64',
        },
      ],
      queryMessage: [
        '*',
        {
          ...element('A remark.', '3.7.8', {
            attributes: { type: '=Information|Warning|Error|Exception?', level: '=Minor|Medium|Major?' },
          }),
          text: 'string?',
        },
      ],
      title: ['*', element('The title of the answer.', '3.7.9', { attributes: { name: ['string', 'The title.'] } })],
      status: ['*', element('How far it is.', '3.7.10', { attributes: { message: ['string', 'What is done.'] } })],
      beginSection: [
        '*',
        element('A section begins.', '3.7.11', { attributes: { header: ['string', 'Its heading.'] } }),
      ],
      endSection: ['*', element('A section ends.', '3.7.12')],
    },
  });
}

/** Everything of `urn:xmpp:iot:concentrators`. */
export function concentrators(): NamespaceDefinition {
  const defined: Record<string, ElementDefinition> = {};
  for (const [name, place, section, about, request, response] of rows) {
    const answer = `${name}Response`;
    defined[name] = {
      about,
      section,
      stands: place,
      ...join({ attributes: tokens }, request),
      reply: { [place]: answer },
    };
    defined[answer] = {
      about: `Answers ${name}.`,
      section,
      stands: ['iq result', 'iq error'],
      ...response,
      ...(name === 'containsNode' ? { text: 'boolean?' } : {}),
    };
  }
  return {
    ...defined,
    queryProgress: queryProgress(),
    nodeAdded: event(
      'A node was added.',
      '3.8.1',
      join(inSource, nodeInformation, { attributes: { afterNodeId: 'string?', afterNodeCacheType: 'string?' } }),
    ),
    nodeRemoved: event('A node was removed.', '3.8.2', oneNode),
    nodeUpdated: event(
      'A node has changed.',
      '3.8.3',
      join(inSource, nodeInformation, { attributes: { oldId: ['string?', 'What it was called.'] } }),
    ),
    nodeStatusChanged: event(
      'The state of a node has changed.',
      '3.8.4',
      join(oneNode, { attributes: { state }, children: { message: ['*', message] } }),
    ),
    nodeMovedUp: event('A node was moved up.', '3.8.5', oneNode),
    nodeMovedDown: event('A node was moved down.', '3.8.6', oneNode),
  };
}
