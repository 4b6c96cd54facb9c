import { connectionShape, ownKeys, passwordShape, projectShape, type ObjectShape, type Shape } from './shape.ts';
import { schemesOf, servicePattern } from './service.ts';

type Schema = Readonly<Record<string, unknown>>;

/** The JSON schema (draft-07) of `wireloupe.json`, made from the table of shapes that the parser checks against. */
export function projectSchema(): Schema {
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'wireloupe.json',
    allowTrailingCommas: true,
    ...schemaOf(projectShape),
  };
}

function schemaOf(shape: Shape): Schema {
  const { description } = shape;
  const described = { description, markdownDescription: description };
  switch (shape.kind) {
    case 'boolean':
      return { type: 'boolean', ...described };
    case 'integer':
      return {
        type: 'integer',
        ...described,
        minimum: shape.minimum,
        maximum: shape.maximum,
        ...(shape.default !== undefined && { default: shape.default }),
      };
    case 'list':
      return { type: 'array', ...described, items: schemaOf(shape.items) };
    case 'record':
      return {
        type: 'object',
        ...described,
        propertyNames: { pattern: shape.names.source, patternErrorMessage: `This must be ${shape.names.meaning}.` },
        additionalProperties: schemaOf(shape.values),
      };
    case 'string':
      return {
        type: 'string',
        ...described,
        ...(shape.values && { enum: shape.values }),
        ...(shape.pattern && {
          pattern: shape.pattern.source,
          patternErrorMessage: `This must be ${shape.pattern.meaning}.`,
        }),
        ...(shape.examples && { examples: shape.examples }),
      };
    case 'object':
      return {
        ...objectSchema(shape),
        ...described,
        ...(shape === connectionShape && { defaultSnippets: profileSnippets, allOf: protocolConditions() }),
      };
  }
}

function objectSchema(shape: ObjectShape): Schema {
  const [first, second] = shape.together ?? [];
  return {
    type: 'object',
    additionalProperties: false,
    ...(shape.required && { required: shape.required }),
    ...(first !== undefined && second !== undefined && { dependencies: { [first]: [second], [second]: [first] } }),
    ...(shape === passwordShape && {
      errorMessage: 'A password must not be in this file: leave the key out, or write { "env": "NAME" }.',
    }),
    properties: Object.fromEntries(Object.entries(shape.keys).map(([key, inner]) => [key, schemaOf(inner)])),
  };
}

/** What hangs on the protocol: the schemes of the service, the account, and the keys that only the other one knows. */
function protocolConditions(): readonly Schema[] {
  return (['xmpp', 'amqp'] as const).map((protocol) => ({
    if: { properties: { protocol: { const: protocol } }, required: ['protocol'] },
    then: {
      ...(protocol === 'xmpp' && { required: ['jid'] }),
      properties: {
        service: {
          pattern: servicePattern(protocol),
          patternErrorMessage: `${protocol.toUpperCase()} takes ${schemesOf(protocol)
            .map((each) => `${each}:`)
            .join(', ')}.`,
        },
        ...Object.fromEntries(ownKeys[protocol === 'xmpp' ? 'amqp' : 'xmpp'].map((key) => [key, false])),
      },
    },
  }));
}

const profileSnippets: readonly Schema[] = [
  {
    label: 'XMPP connection',
    body: { protocol: 'xmpp', service: 'xmpp://${1:localhost}:${2:5222}', jid: '${3:romeo@localhost}' },
  },
  {
    label: 'AMQP connection',
    body: { protocol: 'amqp', service: 'amqp://${1:localhost}:${2:5672}', username: '${3:guest}' },
  },
];
