import { readFileSync } from 'node:fs';
import { globSync } from 'tinyglobby';
import { expect } from 'vitest';
import { dynamicSources } from '../../workspace/dynamic-sources.ts';
import { parseProject, resolveEnvironment } from '../../protocols/project/index.ts';
import { isPayload, variableLookup } from '../../protocols/core/index.ts';
import { openForSending } from '../../protocols/sending.ts';
import type { SendReply } from '../../wire/protocol.ts';
import type { Wire } from '../../wire/requests.ts';

const root = new URL('../../examples/', import.meta.url);
export const read = (name: string): string => readFileSync(new URL(name, root), 'utf8');
export const { project } = parseProject(read('wireloupe.json'));
const amqpDefinitions = globSync(project.amqp.definitions, { cwd: root.pathname }).sort().map(read);
export const templates = (pattern: string): string[] => globSync(pattern, { cwd: root.pathname }).sort();

/** Connects a profile of the examples, at the address where its server runs now. */
export async function connect(wire: Wire, name: string, service: string, password: string, as = name): Promise<void> {
  const profile = project.connections[name];
  if (profile === undefined) throw new Error(`The examples have no connection ${name}`);
  const connected = await wire.connect({ name: as, profile: { ...profile, service }, password });
  if (!connected.ok) throw new Error(`${name}: ${connected.failure.message}`);
}

/** How many attaches were answered or asked for by peers so far. */
async function attached(wire: Wire): Promise<number> {
  return (await wire.rows({ filter: { text: 'name:attach dir:in' }, from: 0, count: 0 })).matching;
}

const lineOf = ({ status, summary }: SendReply): string => `${status}: ${summary}`;

/** Sends everything in a template in its order, as the editor does, and gives a text for each reply: `status: summary` unless `show` makes another. */
export async function sendAll(wire: Wire, name: string, environment: string, show = lineOf): Promise<string[]> {
  const text = read(name);
  const protocol = name.endsWith('.xmpp') ? 'xmpp' : 'amqp';
  const document = await openForSending(protocol, text, { amqpDefinitions });
  const values = variableLookup(resolveEnvironment(project, environment), dynamicSources(false));
  const replies: string[] = [];
  const waiting: Promise<void>[] = [];
  for (const { index, kind, connection = '' } of document.sendables()) {
    const payload = document.prepare(index, values);
    if (!isPayload(payload)) throw new Error(payload.map((each) => each.message).join('; '));
    const before = await attached(wire);
    const sent = wire.send({ connection, payload, timeout: 20_000 }).then((outcome) => {
      replies[index] = outcome.ok ? show(outcome.value) : `failed: ${outcome.failure.message}`;
    });
    waiting.push(sent);
    // A receiver that stands first waits for what is sent after it, and is there before: a topic keeps nothing.
    if (kind !== 'receive') await sent;
    else await expect.poll(async () => replies[index] !== undefined || (await attached(wire)) > before).toBe(true);
  }
  await Promise.all(waiting);
  return replies;
}
