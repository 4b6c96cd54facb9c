import Ajv from 'ajv';
import { describe, expect, it } from 'vitest';
import { serviceProblem } from '../../../client/connections/new-profile.ts';
import { projectSchema } from '../../../protocols/project/json-schema.ts';
import { parseProject, readService, servicePattern, serviceProblems } from '../../../protocols/project/index.ts';
import { parseService } from '../../../wire/net/service.ts';

const ajv = new Ajv({ strict: false, logger: false });
const validate = ajv.compile(projectSchema());

/** Addresses, by what each of the two protocols makes of them: the code of the first problem, or `fine`. */
const addresses: readonly (readonly [text: string, xmpp: string, amqp: string])[] = [
  ['xmpp://example.org', 'fine', 'scheme'],
  ['xmpp://example.org:5222', 'fine', 'scheme'],
  ['xmpp://example.org/', 'fine', 'scheme'],
  ['xmpps://[2001:db8::1]:5223', 'fine', 'scheme'],
  ['amqp://127.0.0.1', 'scheme', 'fine'],
  ['amqps://[::1]:5671', 'scheme', 'fine'],
  ['ws://example.org/ws', 'fine', 'fine'],
  ['wss://example.org:443/xmpp-websocket?a=b', 'fine', 'fine'],
  ['http://localhost:5280/http-bind', 'fine', 'scheme'],
  ['https://example.org', 'fine', 'scheme'],
  ['XMPP://example.org', 'scheme', 'scheme'],
  ['Amqp://example.org', 'scheme', 'scheme'],
  ['amqp://host/vhost', 'scheme', 'path'],
  ['xmpp://host/romeo', 'path', 'scheme'],
  ['amqp://host:0', 'scheme', 'port'],
  ['xmpp://host:65536', 'port', 'scheme'],
  ['ws://host:99999/', 'port', 'port'],
  ['xmpp://host:005222', 'fine', 'scheme'],
  ['amqp://host:0000000005672', 'scheme', 'fine'],
  ['wss://host:0065535/', 'fine', 'fine'],
  ['xmpp://host:000000', 'port', 'scheme'],
  ['ws://host:123456', 'port', 'port'],
  ['xmpp://host:', 'address', 'address'],
  ['amqp://guest:guest@host', 'login', 'login'],
  ['ftp://host', 'scheme', 'scheme'],
  ['constructor://host', 'scheme', 'scheme'],
  ['toString://host', 'scheme', 'scheme'],
  ['hasOwnProperty://host:5222', 'scheme', 'scheme'],
  ['__proto__://host', 'address', 'address'],
  ['host:5672', 'address', 'address'],
  ['xmpp://', 'address', 'address'],
  ['xmpp:///path', 'address', 'address'],
  ['xmpp://two words', 'address', 'address'],
  ['amqp://host:port', 'address', 'address'],
  ['', 'address', 'address'],
];

describe.each(['xmpp', 'amqp'] as const)('the address of a service of %s', (protocol) => {
  it.each(addresses.map(([text, xmpp, amqp]) => [text, protocol === 'xmpp' ? xmpp : amqp] as const))(
    '“%s” is %s for the reader, the file, its schema, the wizard and the connector alike',
    (text, verdict) => {
      const fine = verdict === 'fine';
      expect(serviceProblems(text, protocol)[0]?.code ?? 'fine').toBe(verdict);
      expect(readService(text, protocol) !== undefined).toBe(fine);
      expect(new RegExp(servicePattern(protocol), 'u').test(text)).toBe(fine);
      const profile = { protocol, service: text, ...(protocol === 'xmpp' ? { jid: 'romeo@example.org' } : {}) };
      const file = { connections: { one: profile } };
      const { diagnostics } = parseProject(JSON.stringify(file));
      expect(diagnostics.filter(({ severity }) => severity === 'error').length === 0).toBe(fine);
      expect(validate(file)).toBe(fine);
      expect(serviceProblem(protocol, text) === undefined).toBe(fine);
      if (fine) expect(parseService(text, protocol).url).toBe(text);
      else expect(() => parseService(text, protocol)).toThrow();
    },
  );
});
