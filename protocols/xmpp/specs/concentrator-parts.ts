/** Parts of the commands of XEP-0326. */
import type { AttributeDefinition, ChildDefinition, ElementDefinition } from '../model/definition.ts';
import { color, moment } from './iot-parts.ts';

export type Attributes = Readonly<Record<string, AttributeDefinition>>;
export type Children = Readonly<Record<string, ChildDefinition>>;
export interface Part {
  readonly attributes?: Attributes;
  readonly children?: Children;
}

export const form = '{jabber:x:data}x';
export const tokens: Attributes = {
  deviceToken: ['string?', 'Shows which device asks.'],
  serviceToken: ['string?', 'Shows which service asks.'],
  userToken: ['string?', 'Shows which user asks.'],
};
export const source: Attributes = { sourceId: ['string', 'The data source.'] };
export const nodeReference: Attributes = {
  ...source,
  nodeId: ['string', 'The node.'],
  cacheType: ['string?', 'The part of the source that the node is in.'],
};
export const details: Attributes = {
  parameters: ['boolean?', 'Whether parameters are wanted too.'],
  messages: ['boolean?', 'Whether messages are wanted too.'],
};
export const result: Attributes = {
  result: ['=OK|NotFound|InsufficientPrivileges|Locked|NotImplemented|FormError|OtherError', 'How it went.'],
};
export const state = '=None|Information|WarningSigned|WarningUnsigned|ErrorSigned|ErrorUnsigned' as const;
export const index: Attributes = {
  ...source,
  index: ['string', 'The index.'],
  indexValue: ['string', 'The value in the index.'],
};

export const element = (about: string, section: string, part: Part = {}): ElementDefinition => ({
  about,
  section,
  ...part,
});

export const parameter = (about: string, value: AttributeDefinition): ElementDefinition =>
  element(about, '5.2', {
    attributes: { id: ['string', 'Which parameter.'], name: ['string', 'Its name for people.'], value },
  });

export const message: ElementDefinition = {
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
export const nodeInformation: { readonly attributes: Attributes; readonly children: Children } = {
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

export const oneNode: Part = { attributes: nodeReference };
export const nodes: Part = { children: { node: ['*', element('A node.', '3.3.2', { attributes: nodeReference })] } };
export const found: Part = {
  attributes: result,
  children: { node: ['*', element('A node.', '5.1', nodeInformation)] },
};
export const strings: Part = {
  attributes: result,
  children: { value: ['*', { ...element('A text.', '3.1.1'), text: 'string?' }] },
};
export const sources: Part = {
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
export const formResult: Part = { attributes: result, children: { [form]: '1~' } };
export const done: Part = { attributes: result };
export const parameterError: ElementDefinition = {
  ...element('What is wrong with a parameter.', '3.4.3', { attributes: { var: ['string', 'Which parameter.'] } }),
  text: 'string?',
};
export const executed: Part = {
  attributes: { ...result, queryId: ['string?', 'The query that was started.'] },
  children: { error: ['*', parameterError] },
};
export const executedOnSeveral: Part = {
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
export const stored: Part = {
  attributes: result,
  children: { error: ['*', parameterError], node: ['*', element('The node as it is now.', '5.1', nodeInformation)] },
};
export const commands: Part = {
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

export function join(...parts: readonly Part[]): Part {
  return {
    attributes: Object.assign({}, ...parts.map(({ attributes = {} }) => attributes)) as Attributes,
    children: Object.assign({}, ...parts.map(({ children = {} }) => children)) as Children,
  };
}

export const command: Part = { attributes: { command: ['string', 'Which command.'] } };
export const query: Part = { attributes: { queryId: ['string', 'Which query.'] } };
export const maybeForm: Part = { children: { [form]: '?' } };
export const filled: Part = { children: { [form]: '1' } };
export const type: Part = { attributes: { type: ['string', 'The type of the node.'] } };
export const withDetails: Part = { attributes: details };
export const inSource: Part = { attributes: source };
export const events: Part = {
  attributes: Object.fromEntries(
    ['nodeAdded', 'nodeUpdated', 'nodeStatusChanged', 'nodeRemoved', 'nodeMovedUp', 'nodeMovedDown'].map((name) => [
      name,
      ['boolean?', 'Whether these events are meant.'],
    ]),
  ),
};

export function optional(definition: AttributeDefinition): AttributeDefinition {
  const [attribute, about] = typeof definition === 'string' ? [definition, undefined] : definition;
  const relaxed = (/[?~]$/.test(attribute) ? attribute : `${attribute}?`) as typeof attribute;
  return about === undefined ? relaxed : [relaxed, about];
}
