import { plainValue } from '../model/stanza.ts';
import { list } from '../model/wording.ts';
import { quote } from '../parser/finding.ts';
import { HasVariable, type XmlElement } from '../parser/node.ts';
import type { Check, CheckContext, CheckTable } from './context.ts';

const jingle = 'urn:xmpp:jingle:1';

/** What an action is about (XEP-0166, 6.2 and 7.2): whether it names contents, and what each of them holds. */
interface Action {
  readonly contents: boolean;
  readonly description?: true;
  readonly transport?: true;
  readonly security?: true;
}

const whole: Action = { contents: true, description: true, transport: true };
const named: Action = { contents: true };
const actions: Readonly<Record<string, Action>> = {
  'content-accept': named,
  'content-add': whole,
  'content-modify': named,
  'content-reject': named,
  'content-remove': named,
  'description-info': { contents: true, description: true },
  'security-info': { contents: true, security: true },
  'session-accept': whole,
  'session-info': { contents: false },
  'session-initiate': whole,
  'session-terminate': { contents: false },
  'transport-accept': { contents: true, transport: true },
  'transport-info': { contents: true, transport: true },
  'transport-reject': named,
  'transport-replace': { contents: true, transport: true },
};

/** Who answers for a session says so in its first stanza (XEP-0166, 7.1). */
const roles: Readonly<Record<string, 'initiator' | 'responder'>> = {
  'session-initiate': 'initiator',
  'session-accept': 'responder',
};

const checkJingle: Check = (element, context) => {
  const action = plainValue(context.source, element, 'action');
  const needs = action !== undefined && Object.hasOwn(actions, action) ? actions[action] : undefined;
  const contents = [...element.elements()].filter((child) => child.local === 'content' && child.namespace === jingle);
  checkUnique(contents, context);
  checkGroups(element, contents, context);
  if (action === undefined || needs === undefined) return;
  if (needs.contents && contents.length === 0)
    context.at(
      'xmpp/jingle-contents',
      element,
      `The action ${action} is about contents: add a <content creator="…" name="…">`,
    );
  const [first] = contents;
  if (!needs.contents && first !== undefined)
    context.at(
      'xmpp/jingle-contents-unused',
      first,
      `The action ${action} is about the session as a whole: nobody looks at this <content>, remove it`,
    );
  for (const content of contents) checkContent(content, action, needs, context);
  if (action === 'session-initiate' && first !== undefined) checkDisposition(contents, first, context);
  if (
    action === 'session-terminate' &&
    ![...element.elements()].some((child) => child.local === 'reason' && child.namespace === jingle)
  ) {
    context.at(
      'xmpp/jingle-reason',
      element,
      'Say why the session ends: add a <reason> with a condition such as <success/>',
    );
  }
  const role = roles[action];
  if (role !== undefined && element.attribute(role) === undefined)
    context.at(
      'xmpp/jingle-role',
      element,
      `The action ${action} says who the ${role} is: add ${role}="…" with the full JID`,
    );
};

function checkContent(content: XmlElement, action: string, needs: Action, context: CheckContext): void {
  for (const [name, code] of [
    ['description', 'xmpp/jingle-description'],
    ['transport', 'xmpp/jingle-part'],
    ['security', 'xmpp/jingle-part'],
  ] as const) {
    const parts = partsOf(content, name);
    const [, second] = parts;
    if (needs[name] === true && parts.length === 0)
      context.at(
        code,
        content,
        `In the action ${action} each <content> holds a <${name}>: add it, in the namespace of ${name === 'description' ? 'the application' : name === 'transport' ? 'the transport method' : 'the precondition'}`,
      );
    if (second !== undefined)
      context.at(
        'xmpp/jingle-part',
        second,
        `A <content> holds one <${name}>: put this one into a <content> of its own`,
      );
  }
  if (action === 'content-modify' && content.attribute('senders') === undefined)
    context.at(
      'xmpp/jingle-senders',
      content,
      'The action content-modify changes who sends: add senders="both", "initiator", "responder" or "none"',
    );
  if (action === 'session-initiate' && plainValue(context.source, content, 'creator') === 'responder') {
    context.atAttribute(
      'xmpp/jingle-creator',
      content,
      content.attribute('creator'),
      'What a session begins with was created by its initiator: write creator="initiator"',
    );
  }
  checkTransport(content, context);
}

/** A session begins with at least one content that is the session (XEP-0166, 7.2.10). */
function checkDisposition(contents: readonly XmlElement[], first: XmlElement, context: CheckContext): void {
  const isSession = (content: XmlElement): boolean =>
    content.attribute('disposition') === undefined ||
    (plainValue(context.source, content, 'disposition') ?? 'session') === 'session';
  if (!contents.some(isSession))
    context.atAttribute(
      'xmpp/jingle-disposition',
      first,
      first.attribute('disposition'),
      'At least one content of a session-initiate has the disposition “session”: leave the attribute out here, or add such a content',
    );
}

function checkUnique(contents: readonly XmlElement[], context: CheckContext): void {
  const seen = new Map<string, XmlElement>();
  for (const content of contents) {
    const name = plainValue(context.source, content, 'name');
    const creator = plainValue(context.source, content, 'creator');
    if (name === undefined || creator === undefined) continue;
    const key = `${creator} ${name}`;
    const before = seen.get(key);
    if (before === undefined) seen.set(key, content);
    else
      context.atAttribute(
        'xmpp/jingle-content-unique',
        content,
        content.attribute('name'),
        `This is the second content ${quote(name)} of the ${creator}: give it a name of its own`,
      );
  }
}

/** A group puts contents of this session together (XEP-0338, 2). */
function checkGroups(element: XmlElement, contents: readonly XmlElement[], context: CheckContext): void {
  const names = new Set<string>();
  for (const content of contents) {
    const name = content.attribute('name');
    if (name === undefined || (name.flags & HasVariable) !== 0) return;
    names.add(plainValue(context.source, content, 'name') ?? '');
  }
  if (names.size === 0) return;
  const shown = list(
    [...names].slice(0, 8).map((each) => quote(each)),
    'or',
  );
  for (const group of element.elements()) {
    if (group.local !== 'group' || group.namespace !== 'urn:xmpp:jingle:apps:grouping:0') continue;
    for (const member of group.elements()) {
      const name = plainValue(context.source, member, 'name');
      if (member.local !== 'content' || name === undefined || names.has(name)) continue;
      context.atAttribute(
        'xmpp/jingle-group',
        member,
        member.attribute('name'),
        `No <content> here is named ${quote(name)}: name one of ${shown}`,
      );
    }
  }
}

const streaming: ReadonlySet<string | undefined> = new Set([
  'urn:xmpp:jingle:transports:ibb:1',
  'urn:xmpp:jingle:transports:s5b:1',
]);
const datagram: ReadonlySet<string | undefined> = new Set([
  'urn:xmpp:jingle:transports:ice-udp:1',
  'urn:xmpp:jingle:transports:raw-udp:1',
  'urn:xmpp:jingle:transports:ice:0',
]);

/** RTP wants datagrams (XEP-0167, 3), files want a stream (XEP-0234, 4), which SCTP makes of datagrams (XEP-0343). */
function checkTransport(content: XmlElement, context: CheckContext): void {
  const [description] = partsOf(content, 'description');
  const [transport] = partsOf(content, 'transport');
  if (description === undefined || transport === undefined) return;
  if (description.namespace === 'urn:xmpp:jingle:apps:rtp:1' && streaming.has(transport.namespace)) {
    context.at(
      'xmpp/jingle-transport-kind',
      transport,
      'RTP goes over datagrams: use a transport such as urn:xmpp:jingle:transports:ice-udp:1, or expect delays',
    );
  } else if (
    /^urn:xmpp:jingle:apps:file-transfer:\d$/.test(description.namespace ?? '') &&
    datagram.has(transport.namespace) &&
    ![...transport.elements()].some((child) => child.local === 'sctpmap')
  ) {
    context.at(
      'xmpp/jingle-transport-kind',
      transport,
      'Files go over a stream: use a transport such as urn:xmpp:jingle:transports:s5b:1, or add <sctpmap/> (XEP-0343)',
    );
  }
}

/** The parts of a content stand in the namespace of an application, a transport or a precondition. */
function partsOf(content: XmlElement, name: string): XmlElement[] {
  return [...content.elements()].filter((child) => child.local === name && child.namespace !== jingle);
}

export const jingleChecks: CheckTable = {
  [`{${jingle}}jingle`]: checkJingle,
};
