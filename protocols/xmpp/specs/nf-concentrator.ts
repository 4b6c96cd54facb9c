import type { ElementDefinition, NamespaceDefinition, Specification } from '../model/definition.ts';
import { interfaceOf } from './iot-parts.ts';

// Which elements there are and where they stand; what they hold is not described.
const undescribed = { open: true, anyAttribute: true } as const;

const asked: Readonly<Record<string, string>> = {
  getCapabilities: 'Asks which commands the concentrator has.',
  getAllDataSources: 'Asks for all data sources.',
  getRootDataSources: 'Asks for the uppermost data sources.',
  getChildDataSources: 'Asks for the data sources below another.',
  containsNode: 'Asks whether there is such a node.',
  containsNodes: 'Asks whether there are such nodes.',
  getNode: 'Asks for a node.',
  getNodes: 'Asks for several nodes.',
  getAllNodes: 'Asks for all nodes.',
  getNodeInheritance: 'Asks what a type of node is derived from.',
  getRootNodes: 'Asks for the uppermost nodes.',
  getChildNodes: 'Asks for the nodes below another.',
  getAncestors: 'Asks for the nodes above another.',
  getNodeParametersForEdit: 'Asks for a form with the parameters of a node.',
  getCommonNodeParametersForEdit: 'Asks for a form with what nodes have in common.',
  getAddableNodeTypes: 'Asks which types of nodes can stand below another.',
  getParametersForNewNode: 'Asks for a form for a new node.',
  getNodeCommands: 'Asks for the commands of a node.',
  getCommandParameters: 'Asks for a form with the parameters of a command.',
  getCommonNodeCommands: 'Asks for the commands that nodes have in common.',
  getCommonCommandParameters: 'Asks for a form with the parameters of a command for several nodes.',
};

const ordered: Readonly<Record<string, string>> = {
  setNodeParametersAfterEdit: 'Stores the parameters of a node.',
  setCommonNodeParametersAfterEdit: 'Stores what nodes have in common.',
  createNewNode: 'Makes a node.',
  destroyNode: 'Deletes a node.',
  moveNodeUp: 'Moves a node up among its siblings.',
  moveNodeDown: 'Moves a node down among its siblings.',
  moveNodesUp: 'Moves nodes up among their siblings.',
  moveNodesDown: 'Moves nodes down among their siblings.',
  subscribe: 'Asks to be told of what happens in a data source.',
  unsubscribe: 'Asks to be told no more.',
  executeNodeCommand: 'Runs a command.',
  executeNodeQuery: 'Starts a query, which answers bit by bit.',
  executeCommonNodeCommand: 'Runs a command for several nodes.',
  executeCommonNodeQuery: 'Starts a query for several nodes.',
  abortNodeQuery: 'Stops a query.',
  abortCommonNodeQuery: 'Stops a query for several nodes.',
  registerSniffer: 'Asks to be told what a node communicates.',
  unregisterSniffer: 'Asks to be told of it no more.',
};

const answered: Readonly<Record<string, string>> = {
  strings: 'A list of names.',
  dataSources: 'Data sources.',
  bool: 'A truth value.',
  nodeInfo: 'A node.',
  nodeInfos: 'Several nodes.',
  inheritance: 'What a type of node is derived from.',
  nodeTypes: 'Types of nodes.',
  commands: 'Commands of a node.',
  command: 'A command of a node.',
  partialExecution: 'How a command went for each of several nodes.',
  sniffer: 'The sniffer that was registered.',
};

const told: Readonly<Record<string, string>> = {
  nodeAdded: 'A node was added.',
  nodeUpdated: 'A node has changed.',
  nodeStatusChanged: 'The state of a node has changed.',
  nodeRemoved: 'A node was removed.',
  nodeMovedUp: 'A node was moved up.',
  nodeMovedDown: 'A node was moved down.',
  queryProgress: 'A part of what a query answers.',
  queryStarted: 'The query has begun.',
  queryDone: 'The query has ended.',
  queryAborted: 'The query was stopped.',
  newTable: 'A table begins.',
  newRecords: 'Rows of a table.',
  tableDone: 'A table ends.',
  newObject: 'An object such as a picture.',
  queryMessage: 'A remark of the query.',
  title: 'The title of the answer.',
  status: 'How far the query is.',
  beginSection: 'A section begins.',
  endSection: 'A section ends.',
  sniff: 'What a node communicates.',
};

function concentrator(): NamespaceDefinition {
  const defined: Record<string, ElementDefinition> = {};
  for (const [names, stands] of [
    [asked, 'iq get'],
    [ordered, 'iq set'],
    [answered, 'iq result'],
    [told, 'message'],
  ] as const) {
    for (const [name, about] of Object.entries(names))
      defined[name] = { about, stands: stands === 'message' ? ['message', 'payload'] : stands, ...undescribed };
  }
  return defined;
}

export const nfConcentrator: Specification = {
  id: 'Neuro-Foundation Concentrator',
  title: 'Concentrators',
  status: 'Active',
  depth: 'names',
  namespaces: interfaceOf('concentrator:1.0', concentrator),
  features: {
    'urn:nf:iot:concentrator:1.0': 'Is a concentrator.',
    'urn:nfi:iot:concentrator:1.0': 'Is a concentrator.',
  },
};
