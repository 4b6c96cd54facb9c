/** `wireloupe.json` texts with what is wrong with them; the parser and the JSON schema must agree on every one. */
export interface Sample {
  readonly is: string;
  readonly text: string;
  /** Codes of the diagnostics, in order. */
  readonly codes: readonly string[];
  /** True where only the parser can tell: the schema accepts the file. */
  readonly parserOnly?: boolean;
}

const xmpp = '"protocol": "xmpp", "service": "xmpp://localhost:5222", "jid": "romeo@localhost"';
const amqp = '"protocol": "amqp", "service": "amqp://localhost:5672"';
const connection = (inner: string) => `{ "connections": { "one": { ${inner} } } }`;

export const samples: readonly Sample[] = [
  { is: 'an empty object', text: '{}', codes: [] },
  {
    is: 'an XMPP connection',
    text: connection(`${xmpp}, "tls": { "ca": "ca.crt", "verify": true, "servername": "x" }`),
    codes: [],
  },
  {
    is: 'an AMQP connection',
    text: connection(`${amqp}, "username": "guest", "sasl": "PLAIN", "containerId": "a", "hostname": "b"`),
    codes: [],
  },
  { is: 'an AMQP connection without SASL', text: connection(`${amqp}, "sasl": "none"`), codes: [] },
  {
    is: 'a login without SASL',
    text: connection(`${amqp}, "sasl": "none", "username": "guest", "password": { "env": "P" }`),
    codes: ['project/unused-key', 'project/unused-key'],
    parserOnly: true,
  },
  { is: 'XMPP without SASL', text: connection(`${xmpp}, "sasl": "none"`), codes: ['project/value'], parserOnly: true },
  {
    is: 'a password from the environment',
    text: connection(`${amqp}, "password": { "env": "RABBIT_PASSWORD" }`),
    codes: [],
  },
  ...['xmpps://a', 'ws://a/ws', 'wss://a:5281/ws', 'https://a/http-bind', 'xmpp://[::1]:5222', 'xmpp://127.0.0.1/'].map(
    (service) => ({
      is: `XMPP over ${service}`,
      text: connection(`"protocol": "xmpp", "service": "${service}", "jid": "a@b/c d"`),
      codes: [],
    }),
  ),
  ...['amqps://a:5671', 'wss://a/amqp'].map((service) => ({
    is: `AMQP over ${service}`,
    text: connection(`"protocol": "amqp", "service": "${service}"`),
    codes: [],
  })),
  { is: 'environments', text: '{ "environments": { "local": { "queue": "orders", "a.b-c_1": "" } } }', codes: [] },
  {
    is: 'globs',
    text: '{ "xmpp": { "include": ["stanzas/**/*.xml"], "schemas": ["a.xsd"] }, "amqp": { "definitions": ["types/*.xml"] } }',
    codes: [],
  },
  {
    is: 'rules',
    text: '{ "rules": { "xmpp/error-type-pairing": "off", "amqp/non-preferred-encoding": "warning" } }',
    codes: [],
  },
  { is: 'a named schema', text: '{ "$schema": "https://example.org/x.json" }', codes: [] },

  { is: 'a list for a file', text: '[]', codes: ['project/type'] },
  { is: 'a misspelt key', text: '{ "conections": {} }', codes: ['project/unknown-key'] },
  {
    is: 'a misspelt key of a connection',
    text: connection(`${amqp}, "user": "guest"`),
    codes: ['project/unknown-key'],
  },
  { is: 'a connection without protocol and service', text: connection(''), codes: ['project/missing-key'] },
  { is: 'a connection without service', text: connection('"protocol": "amqp"'), codes: ['project/missing-key'] },
  {
    is: 'an XMPP connection without account',
    text: connection('"protocol": "xmpp", "service": "xmpp://localhost"'),
    codes: ['project/missing-key'],
  },
  {
    is: 'an unknown protocol',
    text: connection('"protocol": "mqtt", "service": "amqp://localhost"'),
    codes: ['project/value'],
  },
  {
    is: 'the scheme of the other protocol',
    text: connection('"protocol": "amqp", "service": "xmpp://localhost"'),
    codes: ['project/service-scheme'],
  },
  {
    is: 'BOSH for AMQP',
    text: connection('"protocol": "amqp", "service": "https://localhost/x"'),
    codes: ['project/service-scheme'],
  },
  {
    is: 'an unknown scheme',
    text: connection('"protocol": "amqp", "service": "tcp://localhost"'),
    codes: ['project/value'],
  },
  {
    is: 'a service without scheme',
    text: connection('"protocol": "amqp", "service": "localhost:5672"'),
    codes: ['project/value'],
  },
  {
    is: 'a service without host',
    text: connection('"protocol": "amqp", "service": "amqp://:5672"'),
    codes: ['project/value'],
  },
  { is: 'port 0', text: connection('"protocol": "amqp", "service": "amqp://a:0"'), codes: ['project/service-port'] },
  {
    is: 'port 65536',
    text: connection('"protocol": "amqp", "service": "amqp://a:65536"'),
    codes: ['project/service-port'],
  },
  {
    is: 'a path on TCP',
    text: connection('"protocol": "amqp", "service": "amqp://a/vhost"'),
    codes: ['project/service-path'],
  },
  { is: 'a number for a service', text: connection('"protocol": "amqp", "service": 5672'), codes: ['project/type'] },
  {
    is: 'a bad JID',
    text: connection('"protocol": "xmpp", "service": "xmpp://a", "jid": "a b@c"'),
    codes: ['project/value'],
  },
  { is: 'a JID on AMQP', text: connection(`${amqp}, "jid": "a@b"`), codes: ['project/unused-key'] },
  { is: 'a user name on XMPP', text: connection(`${xmpp}, "username": "a"`), codes: ['project/unused-key'] },
  { is: 'a mechanism in small letters', text: connection(`${amqp}, "sasl": "plain"`), codes: ['project/value'] },
  {
    is: 'a password in clear',
    text: connection(`${amqp}, "password": "hunter2"`),
    codes: ['project/password-in-clear'],
  },
  {
    is: 'a password in clear under another name',
    text: connection(`${amqp}, "passwd": "hunter2"`),
    codes: ['project/password-in-clear'],
  },
  {
    is: 'a password in the address',
    text: connection('"protocol": "amqp", "service": "amqp://guest:guest@localhost"'),
    codes: ['project/password-in-clear'],
  },
  { is: 'a password from nowhere', text: connection(`${amqp}, "password": {}`), codes: ['project/missing-key'] },
  {
    is: 'a password from a bad name',
    text: connection(`${amqp}, "password": { "env": "MY-PASS" }`),
    codes: ['project/value'],
  },
  {
    is: 'a key without its certificate',
    text: connection(`${amqp}, "tls": { "key": "k.pem" }`),
    codes: ['project/missing-key'],
  },
  {
    is: 'a key in the file',
    text: connection(`${amqp}, "tls": { "key": "-----BEGIN PRIVATE KEY-----", "cert": "c.pem" }`),
    codes: ['project/value'],
  },
  {
    is: 'a text for a truth value',
    text: connection(`${amqp}, "tls": { "verify": "false" }`),
    codes: ['project/type'],
  },
  ...[1, 4096, 10_000, 2_000_000].map((least) => ({
    is: `${least} SCRAM iterations`,
    text: connection(`${amqp}, "scram": { "minIterations": ${least} }`),
    codes: [],
  })),
  ...['0', '-1', '2000001', '1.5', '4e9'].map((least) => ({
    is: `${least} SCRAM iterations`,
    text: connection(`${xmpp}, "scram": { "minIterations": ${least} }`),
    codes: ['project/value'],
  })),
  ...['"4096"', 'true', 'null', '[]', '{}'].map((least) => ({
    is: `${least} for SCRAM iterations`,
    text: connection(`${xmpp}, "scram": { "minIterations": ${least} }`),
    codes: ['project/type'],
  })),
  {
    is: 'a connection with a space in its name',
    text: `{ "connections": { "my broker": { ${amqp} } } }`,
    codes: ['project/name'],
  },
  {
    is: 'a variable that cannot be written',
    text: '{ "environments": { "local": { "1st": "x" } } }',
    codes: ['project/name'],
  },
  { is: 'a number for a variable', text: '{ "environments": { "local": { "port": 5672 } } }', codes: ['project/type'] },
  { is: 'an environment that is not an object', text: '{ "environments": { "local": "x" } }', codes: ['project/type'] },
  { is: 'a glob without its list', text: '{ "xmpp": { "include": "*.xml" } }', codes: ['project/type'] },
  { is: 'an absolute glob', text: '{ "xmpp": { "include": ["/etc/*.xml"] } }', codes: ['project/value'] },
  {
    is: 'a glob that leaves the folder',
    text: '{ "amqp": { "definitions": ["types/../../x.xml", "../y.xml"] } }',
    codes: ['project/value', 'project/value'],
  },
  { is: 'an unknown severity', text: '{ "rules": { "xmpp/iq-id-required": "warn" } }', codes: ['project/value'] },
  { is: 'a rule without protocol', text: '{ "rules": { "iq-id-required": "off" } }', codes: ['project/name'] },

  { is: 'a key twice', text: '{ "rules": {}, "rules": {} }', codes: ['project/duplicate-key'], parserOnly: true },
  {
    is: 'a secret variable',
    text: '{ "environments": { "local": { "api_token": "abc" } } }',
    codes: ['project/secret-in-environment'],
    parserOnly: true,
  },
];
