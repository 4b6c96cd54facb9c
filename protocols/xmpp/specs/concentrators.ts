/** The commands of XEP-0326, which come in pairs: `getNode` is answered by `getNodeResponse`. */
import type { ElementDefinition, NamespaceDefinition } from '../model/definition.ts';
import { event, queryProgress } from './concentrator-events.ts';
import {
  type Part,
  form,
  tokens,
  nodeReference,
  result,
  state,
  index,
  element,
  message,
  nodeInformation,
  oneNode,
  nodes,
  found,
  strings,
  sources,
  formResult,
  done,
  executed,
  executedOnSeveral,
  stored,
  commands,
  join,
  command,
  query,
  maybeForm,
  filled,
  type,
  withDetails,
  inSource,
  events,
  optional,
} from './concentrator-parts.ts';
import { moment } from './iot-parts.ts';

type Row = readonly [
  name: string,
  place: 'iq get' | 'iq set',
  section: string,
  about: string,
  request: Part,
  response: Part,
];

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
