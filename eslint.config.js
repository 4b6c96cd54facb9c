import js from '@eslint/js';
import tseslint from 'typescript-eslint';
import bytesSlice from './scripts/lint/bytes-slice.js';

const name = '[value=/^(amqp|amqp-0-9-1|xmpp|unknown)$/]';
const key = 'Property:matches([key.name=/^(amqp|xmpp)$/], [key.value=/^(amqp|amqp-0-9-1|xmpp)$/])';
/** What does one thing for one protocol and another for another. */
const byProtocol = [
  `BinaryExpression[operator=/^[!=]==?$/] > Literal${name}`,
  `SwitchCase > Literal${name}`,
  `CallExpression[callee.property.name=/^(includes|indexOf|has)$/] > MemberExpression > ArrayExpression > Literal${name}`,
  `NewExpression[callee.name='Set'] > ArrayExpression > Literal${name}`,
  'CallExpression[callee.property.name=/^(startsWith|endsWith)$/] > Literal[value=/^(amqp|xmpp)/]',
  // A table whose keys are protocols.
  `MemberExpression[computed=true] > ObjectExpression > ${key}`,
  `MemberExpression[computed=true] > :matches(TSAsExpression, TSSatisfiesExpression) > ObjectExpression > ${key}`,
  `VariableDeclarator > ObjectExpression > ${key}`,
  `VariableDeclarator > :matches(TSAsExpression, TSSatisfiesExpression) > ObjectExpression > ${key}`,
  `TSTypeReference[typeName.name='Record'] > TSTypeParameterInstantiation > TSUnionType:first-child > TSLiteralType > Literal${name}`,
  "TSTypeReference[typeName.name='Record'] > TSTypeParameterInstantiation > TSTypeReference[typeName.name=/^(ProtocolName|SendingLanguageName)$/]:first-child",
];

export default tseslint.config(
  {
    ignores: ['dist/**', 'out/**', 'node_modules/**', '.cache/**', 'test-results/**', '**/*.d.ts', '**/*.d.mts'],
  },
  js.configs.recommended,
  ...tseslint.configs.strictTypeChecked,
  ...tseslint.configs.stylisticTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      eqeqeq: ['error', 'smart'],
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true, allowNullish: false },
      ],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
      ],
    },
  },
  {
    files: ['{cli,client,playground,protocols,server,wire,workspace}/**/*.ts'],
    plugins: { wireloupe: { rules: { 'bytes-slice': bytesSlice } } },
    rules: { 'wireloupe/bytes-slice': 'error' },
  },
  { files: ['test/**'], rules: { '@typescript-eslint/no-non-null-assertion': 'off' } },
  {
    // Those left out measure, play a slow peer, or ask again and again within a deadline.
    files: ['test/**'],
    ignores: [
      'test/bench/**',
      'test/client/panel/harness/host.ts',
      'test/host/code-shim.mjs',
      'test/host/suite/helpers.ts',
      'test/servers/process.ts',
      'test/playground/raw-client.ts',
      'test/wire/xmpp/floods.test.ts',
    ],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector:
            "CallExpression[callee.name=/^set(Timeout|Interval)$/], CallExpression[callee.property.name='waitForTimeout']",
          message: 'Wait for what happens, not for time (docs/testing.md).',
        },
        {
          selector: 'ImportDeclaration[source.value=/^(node:)?timers\\/promises$/]',
          message: 'Wait for what happens, not for time (docs/testing.md).',
        },
        {
          selector: "CallExpression[callee.property.name='memoryUsage']",
          message: 'Count what is held, or limit the heap with inHeapOf (docs/testing.md).',
        },
      ],
    },
  },
  {
    // What a protocol is, only its own folder knows; `protocols/index.ts` lists them. Exceptions are what people choose or
    // read by the protocol's name (profiles, the wizard, labels, templates, the list of languages), and what opens or speaks to a connection of one.
    files: [
      'cli/**/*.ts',
      'client/**/*.ts',
      'server/**/*.ts',
      'wire/**/*.ts',
      'workspace/**/*.ts',
      'protocols/core/**',
      'protocols/captures/**',
    ],
    ignores: [
      'cli/check/check-file.ts',
      'cli/commands/send.ts',
      'client/connections/{account,commands,new-profile,tree,wizard}.ts',
      'client/files/new-file.ts',
      'client/language/serves.ts',
      'client/sending/{lenses,replies,reply-view,sender}.ts',
      'server/{classify,languages}.ts',
      'wire/connections.ts',
      'wire/net/sniff.ts',
      'wire/tap/handover/**',
      'wire/{amqp,xmpp}/**',
    ],
    rules: {
      'no-restricted-syntax': [
        'error',
        ...byProtocol.map((selector) => ({
          selector,
          message: 'Ask the codec, the judge or the follower (docs/architecture.md) instead of the name of a protocol.',
        })),
      ],
    },
  },
  { files: ['**/*.cjs'], rules: { '@typescript-eslint/no-require-imports': 'off' } },
  {
    files: ['**/*.{js,mjs,cjs}', 'vitest.config.ts'],
    ...tseslint.configs.disableTypeChecked,
    languageOptions: {
      ...tseslint.configs.disableTypeChecked.languageOptions,
      globals: {
        module: 'readonly',
        require: 'readonly',
        __dirname: 'readonly',
        process: 'readonly',
        console: 'readonly',
        URL: 'readonly',
        Buffer: 'readonly',
        setTimeout: 'readonly',
        clearTimeout: 'readonly',
        setInterval: 'readonly',
        clearInterval: 'readonly',
        fetch: 'readonly',
        AbortController: 'readonly',
        performance: 'readonly',
      },
    },
  },
);
