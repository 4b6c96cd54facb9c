import { describe, expect, it } from 'vitest';
import { contactRows, resourceRows, type ContactRow } from '../../../client/connections/contacts.ts';
import type { Contact, Resource } from '../../../protocols/xmpp/index.ts';

const resource = (more: Partial<Resource> = {}): Resource => ({
  resource: 'balcony',
  show: undefined,
  status: undefined,
  priority: 0,
  ...more,
});
const juliet = (...resources: readonly Resource[]): Contact => ({
  jid: 'juliet@example.org',
  resources,
  moreResources: 0,
});

/** The row of one contact. */
function row(contact: Contact): ContactRow {
  const [first] = contactRows('romeo', { contacts: [contact], moreContacts: 0 });
  if (first?.kind !== 'contact') throw new Error('a contact has a row of its own');
  return first;
}

describe('the rows below an XMPP connection', () => {
  it('say that nobody was seen, and what brings presence', () => {
    expect(contactRows('romeo', { contacts: [], moreContacts: 0 })).toMatchObject([
      {
        kind: 'note',
        look: { label: 'No contacts seen yet', description: expect.stringContaining('<presence/>') as string },
      },
    ]);
  });

  it('have who is available, with show and status', () => {
    expect(row(juliet(resource())).look).toMatchObject({
      label: 'juliet@example.org',
      description: 'available',
      colour: 'charts.green',
    });
    const { look } = row(juliet(resource({ show: 'dnd', status: 'rehearsing' })));
    expect(look).toMatchObject({
      description: 'do not disturb · rehearsing',
      colour: 'charts.red',
      accessible: 'contact juliet@example.org, do not disturb, rehearsing',
    });
  });

  it('have a contact with an unknown show as available', () => {
    expect(row(juliet(resource({ show: 'constructor' }))).look).toMatchObject({ description: 'available' });
  });

  it('go by the resource of the highest priority', () => {
    const { look } = row(
      juliet(resource({ priority: -1 }), resource({ resource: 'phone', show: 'away', priority: 5 })),
    );
    expect(look).toMatchObject({ description: 'away · 2 resources', colour: 'charts.yellow' });
    expect(look.tooltip).toContain('balcony, available, priority \\-1');
    expect(look.tooltip).toContain('phone, away, priority 5');
  });

  it('have the resources below their contact', () => {
    const rows = resourceRows(
      row({
        ...juliet(resource({ show: 'xa', status: 'on tour', priority: 3 }), resource({ resource: '' })),
        moreResources: 2,
      }),
    );
    expect(rows.map(({ look: { label, description } }) => [label, description])).toEqual([
      ['balcony', 'away for long · on tour · priority 3'],
      ['no resource', 'available'],
      ['… and 2 more resources', ''],
    ]);
    expect(rows[0]?.look.accessible).toBe('resource balcony, away for long, on tour, priority 3');
  });

  it('count what they leave out, have ids of their own, and stay short', () => {
    const long = {
      ...juliet(resource({ resource: 'r'.repeat(1000), status: 's'.repeat(1000) })),
      jid: `${'j'.repeat(1000)}@example.org`,
    };
    const rows = contactRows('romeo', { contacts: [juliet(resource()), long], moreContacts: 3 });
    expect(rows.at(-1)).toMatchObject({ kind: 'note', look: { label: '… and 3 more contacts' } });
    const below = resourceRows(rows[1] as ContactRow);
    expect(new Set([...rows, ...below].map(({ id }) => id)).size).toBe(4);
    for (const { look } of [...rows, ...below]) expect(look.label.length + look.description.length).toBeLessThan(160);
  });

  it('let nothing of a contact be markup', () => {
    const { look } = row({ ...juliet(resource({ status: '[x](command:y)' })), jid: '*juliet*@example.org' });
    expect(look.tooltip).not.toContain('[x](command:y)');
    expect(look.tooltip).not.toContain('***');
  });
});
