// Who may import whom: docs/architecture.md in regular expressions, over files. Runs in `npm run check`.
const fs = require('node:fs');
const path = require('node:path');

/** What each folder imports of the others: whole folders, or only the files that are named. */
const mayImport = {
  protocols: {},
  workspace: { protocols: '' },
  playground: { workspace: '', protocols: '' },
  wire: { playground: '(index|model)', workspace: '', protocols: '' },
  server: { workspace: '', protocols: '' },
  'client/panel': { protocols: '' },
  client: {
    'client/panel': 'messages',
    server: 'requests',
    wire: '(protocol|requests|host|signal|verdict)',
    workspace: '',
    protocols: '',
  },
  cli: {
    server: '(main|languages|classify)',
    wire: '(protocol|requests|host|verdict|wire|tap/index)',
    playground: 'index',
    workspace: '',
    protocols: '',
  },
};
const folders = Object.keys(mayImport);

/** The same inside of protocols/: what one folder imports of the others. Files beside the folders bring all of them together. */
const protocolsMayImport = {
  core: [],
  project: ['core'],
  captures: ['core', 'amqp', 'amqp091', 'xmpp'],
  amqp: ['core', 'xmpp/parser' /* AMQP types are defined in XML */],
  amqp091: ['core'],
  sasl: ['core', 'project'],
  xmpp: ['core'],
};

/** Where the programs start: what none of them reaches is unused. */
const programs = ['client/extension', 'client/panel/main', 'server/node', 'wire/worker', 'cli/main'];

/** What writes a file of the repository, for a test that compares the two. */
const generators = ['^protocols/project/json-schema[.]ts$'];

/** Rooms whose files are each a door, since most that is in them is shared by the rooms next to them. */
const openRooms = [
  'amqp/definitions',
  'amqp/notation',
  'amqp/rules',
  'amqp/types',
  'xmpp/parser',
  'xmpp/rules',
  'xmpp/xsd',
];

/** Files beside the index that other rooms may import: it would bring more than they need, or names that mean little elsewhere. */
const doors = {
  core: ['fix-parts'],
  xmpp: ['namespaces'],
  project: ['environment'],
  // The framer for every program; `strict` reads, too.
  'xmpp/framer': ['framer'],
  'amqp/decode': ['tape'],
  // The panel's page opens units, looks into them and writes them, without what judges and follows.
  'amqp/codec': ['codec', 'open-unit', 'template'],
  'amqp/search': ['search'],
  'xmpp/codec': ['codec', 'open-unit', 'template'],
  'xmpp/search': ['search'],
  // Each is loaded when it is asked for.
  decoding: ['unit-json', 'unit-report', 'unit-text', 'unit-yaml'],
  'xmpp/language': ['document', 'own-model', 'prepare', 'sendables'],
  'xmpp/traffic': ['stanza-view'],
};

/** Folders of protocols/ that have an `index.ts`. */
const rooms = fs
  .readdirSync(path.join(__dirname, 'protocols'), { recursive: true, encoding: 'utf8' })
  .map((name) => name.split(path.sep).join('/'))
  .flatMap((name) => (name.endsWith('/index.ts') ? [path.posix.dirname(name)] : []))
  .filter((room) => !openRooms.includes(room));

const inside = (folder) => `^${folder}/`;
const error = (name, comment, from, to) => ({ name, severity: 'error', comment, from, to });

module.exports = {
  forbidden: [
    error('no-cycle', 'Move what both need to the model.ts of their folder; types count, too.', {}, { circular: true }),
    ...folders.map((folder) =>
      error(
        `from-${folder.replace('/', '-')}`,
        'docs/architecture.md says who may import whom, and which files.',
        { path: inside(folder), pathNot: folder === 'client' ? '^client/panel/' : '^$' },
        {
          dependencyTypes: ['local'],
          path: '.',
          pathNot: [
            folder === 'client' ? '^client/(?!panel/)' : inside(folder),
            ...Object.entries(mayImport[folder]).map(([other, files]) =>
              files === '' ? inside(other) : `^${other}/${files}[.]ts$`,
            ),
            ...(folder === 'cli' ? ['^package[.]json$'] : []),
          ],
        },
      ),
    ),
    ...Object.entries(protocolsMayImport).map(([folder, others]) =>
      error(
        `from-protocols-${folder}`,
        'Protocols know core/, and nothing of each other; docs/architecture.md says the rest.',
        { path: inside(`protocols/${folder}`) },
        { path: '^protocols/.+/', pathNot: [folder, ...others].map((each) => inside(`protocols/${each}`)) },
      ),
    ),
    ...rooms.map((room) =>
      error(
        `past-index-of-${room.replaceAll('/', '-')}`,
        'Import from the index.ts of the folder, and export there what is missing.',
        { path: '^', pathNot: inside(`protocols/${room}`) },
        {
          path: inside(`protocols/${room}`),
          pathNot: [
            `^protocols/${room}/(${['index', 'model', 'protocol', ...(doors[room] ?? [])].join('|')})[.]ts$`,
            ...subRooms(room),
          ],
        },
      ),
    ),
    error(
      'pure',
      'protocols/ and the panel run in a browser.',
      { path: '^(protocols|client/panel)/' },
      { dependencyTypes: ['core'] },
    ),
    error(
      'vscode',
      'Only the extension knows VS Code.',
      { path: '^', pathNot: '^client/(?!panel/)' },
      { path: '^vscode$' },
    ),
    error(
      'unused',
      'No program reaches this file: remove it, or use it.',
      { path: `^(${programs.join('|')})[.]ts$` },
      {
        path: `^(${folders.join('|')})/`,
        pathNot: [`^(${programs.join('|')})[.]ts$`, ...generators],
        reachable: false,
      },
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '[.]d[.]ts$' },
    tsPreCompilationDeps: true,
  },
};

/** Folders within a room that have an index of their own, or are open: their own rules hold. */
function subRooms(room) {
  return [...rooms, ...openRooms]
    .filter((each) => each.startsWith(`${room}/`))
    .map((each) => inside(`protocols/${each}`));
}
