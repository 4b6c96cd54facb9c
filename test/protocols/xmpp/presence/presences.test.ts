import { describe, expect, test } from 'vitest';
import { parseUnit } from '../../../../protocols/xmpp/inspect/index.ts';
import { Presences } from '../../../../protocols/xmpp/index.ts';

const namespaces = [['', 'jabber:client']] as const;

/** Takes stanzas in their order; tells of each whether it changed anything. */
function received(...stanzas: readonly string[]): {
  readonly presences: Presences;
  readonly changed: readonly boolean[];
} {
  const presences = new Presences();
  return { presences, changed: stanzas.map((stanza) => presences.receive(parseUnit(Buffer.from(stanza), namespaces))) };
}

const juliet = '<presence from="juliet@example.org/balcony"/>';

describe('who is available', () => {
  test('is nobody at first', () => {
    expect(new Presences().state(10)).toEqual({ contacts: [], moreContacts: 0 });
  });

  test('is whoever sent presence, by bare JID and resource, with show, status and priority', () => {
    const { presences, changed } = received(
      juliet,
      '<presence from="juliet@example.org/phone"><show>away</show><status>at &lt;home&gt;</status><priority>-5</priority></presence>',
      '<presence from="nurse@example.org/x"><show>dnd</show></presence>',
    );
    expect(changed).toEqual([true, true, true]);
    expect(presences.state(10)).toEqual({
      contacts: [
        {
          jid: 'juliet@example.org',
          moreResources: 0,
          resources: [
            { resource: 'balcony', show: undefined, status: undefined, priority: 0 },
            { resource: 'phone', show: 'away', status: 'at <home>', priority: -5 },
          ],
        },
        {
          jid: 'nurse@example.org',
          moreResources: 0,
          resources: [{ resource: 'x', show: 'dnd', status: undefined, priority: 0 }],
        },
      ],
      moreContacts: 0,
    });
  });

  test('has the latest word of each resource', () => {
    const { presences } = received(juliet, '<presence from="Juliet@example.org/balcony"><show>xa</show></presence>');
    expect(presences.state(10).contacts.map(({ resources }) => resources)).toEqual([
      [{ resource: 'balcony', show: 'xa', status: undefined, priority: 0 }],
    ]);
  });

  test('is nobody who has gone, or cannot be reached', () => {
    const phone = '<presence from="juliet@example.org/phone"/>';
    const gone = received(juliet, phone, '<presence from="juliet@example.org/balcony" type="unavailable"/>');
    expect(gone.presences.state(10).contacts[0]?.resources.map(({ resource }) => resource)).toEqual(['phone']);
    expect(
      received(juliet, '<presence from="juliet@example.org/balcony" type="error"/>').presences.state(10).contacts,
    ).toEqual([]);
    expect(
      received(juliet, phone, '<presence from="juliet@example.org" type="unavailable"/>').presences.state(10).contacts,
    ).toEqual([]);
  });

  test.each(['subscribe', 'subscribed', 'unsubscribe', 'unsubscribed', 'probe', 'nonsense'])(
    'is not told by presence of type %s',
    (type) => {
      const { presences, changed } = received(
        juliet,
        `<presence from="juliet@example.org/balcony" type="${type}"/>`,
        `<presence from="romeo@example.org" type="${type}"/>`,
      );
      expect(changed).toEqual([true, false, false]);
      expect(presences.state(10).contacts.map(({ jid }) => jid)).toEqual(['juliet@example.org']);
    },
  );

  test.each([
    '',
    '<presence/>',
    '<message from="a@b/c"/>',
    '<presence from=',
    'garbage',
    '<presence type="unavailable" from="stranger@example.org/x"/>',
  ])('is not changed by %j', (stanza) => {
    expect(received(stanza).changed).toEqual([false]);
  });

  test('may have no resource, and a priority out of range is none', () => {
    const { presences } = received(
      '<presence from="news.example.org"><show>busy</show><priority>200</priority></presence>',
    );
    expect(presences.state(10).contacts).toEqual([
      {
        jid: 'news.example.org',
        moreResources: 0,
        resources: [{ resource: '', show: undefined, status: undefined, priority: 0 }],
      },
    ]);
  });

  test('is bounded in number, the oldest giving way, and in text', () => {
    const { presences } = received(
      ...Array.from({ length: 1005 }, (_, i) => `<presence from="room@example.org/${i}"/>`),
      `<presence from="long@example.org/x"><status>${'s'.repeat(5000)}</status></presence>`,
    );
    const { contacts } = presences.state(5000);
    expect(contacts.map(({ resources }) => resources.length)).toEqual([999, 1]);
    expect(contacts[0]?.resources[0]?.resource).toBe('6');
    expect(contacts[1]?.resources[0]?.status).toBe(`${'s'.repeat(200)}…`);
  });

  test('is counted where it is left out', () => {
    const { presences } = received(
      juliet,
      '<presence from="juliet@example.org/a"/>',
      '<presence from="juliet@example.org/b"/>',
      '<presence from="a@b/c"/>',
      '<presence from="d@e/f"/>',
    );
    const { contacts, moreContacts } = presences.state(2);
    expect(moreContacts).toBe(1);
    expect(contacts.map(({ resources, moreResources }) => [resources.length, moreResources])).toEqual([
      [2, 1],
      [0, 1],
    ]);
  });
});
