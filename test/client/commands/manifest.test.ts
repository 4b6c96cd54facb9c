import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { commandIds, viewIds } from '../../../client/commands/ids.ts';
import { columnActions } from '../../../client/panel/menu-actions.ts';
import { cellMenu, headerMenu, nodeMenu, unitMenu } from '../../../client/panel/model/menu-context.ts';
import { menuCommands } from '../../../client/traffic-view/menu.ts';
import { settingDefaults } from '../../../client/setting-defaults.ts';

/** A command or a submenu. */
interface MenuEntry {
  readonly command?: string;
  readonly submenu?: string;
  readonly when?: string;
}

interface Manifest {
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly title: string; readonly category?: string }[];
    readonly menus: Readonly<Record<string, readonly MenuEntry[]>>;
    readonly submenus: readonly { readonly id: string }[];
    readonly keybindings: readonly { readonly command: string }[];
    readonly views: Readonly<Record<string, readonly { readonly id: string }[]>>;
    readonly viewsWelcome: readonly { readonly contents: string }[];
    readonly walkthroughs: readonly {
      readonly steps: readonly { readonly description: string; readonly media: { readonly markdown: string } }[];
    }[];
    readonly configuration: { readonly properties: Readonly<Record<string, { readonly default: unknown }>> };
  };
  readonly capabilities: {
    readonly untrustedWorkspaces: { readonly supported: unknown };
    readonly virtualWorkspaces: { readonly supported: unknown };
  };
}

const { contributes, capabilities } = JSON.parse(
  readFileSync(new URL('../../../package.json', import.meta.url), 'utf8'),
) as Manifest;

const marks = { marked: false, reference: 'none', comparable: false, many: false } as const;
const row = {
  seq: 1,
  time: 0,
  side: 'client',
  connection: 1,
  protocol: 'xmpp',
  kind: 'stanza',
  name: 'iq',
  summary: '',
  size: 0,
} as const;

const steps = contributes.walkthroughs.flatMap((each) => each.steps);

describe('the manifest', () => {
  it('contributes exactly the commands of the table, each with a title', () => {
    expect(contributes.commands.map((each) => each.command).sort()).toEqual([...commandIds].sort());
    for (const each of contributes.commands)
      expect(each, each.command).toMatchObject({
        category: 'Wireloupe',
        title: expect.stringMatching(/^[A-Z]/) as string,
      });
  });

  it('names only commands that there are, in menus, keys, welcome views and the walkthrough', () => {
    const texts = [...contributes.viewsWelcome.map((each) => each.contents), ...steps.map((each) => each.description)];
    const used = [
      ...Object.values(contributes.menus).flatMap((menu) => menu.flatMap(({ command }) => command ?? [])),
      ...contributes.keybindings.map((each) => each.command),
      ...texts.flatMap((text) => [...text.matchAll(/command:(wireloupe\.[\w.]+)/g)].map((match) => match[1] ?? '')),
    ];
    for (const command of used) expect(commandIds).toContain(command);
  });

  it('opens the menu of the traffic panel with entries for each thing that its page can do, each where it does something', () => {
    const submenus = contributes.submenus.map(({ id }) => id);
    const entries = ['webview/context', ...submenus].flatMap((menu) => contributes.menus[menu] ?? []);
    expect(entries.flatMap(({ command }) => command ?? []).sort()).toEqual(
      [...menuCommands, ...columnActions.map((action) => `wireloupe.traffic.${action}`)].sort(),
    );
    expect(entries.flatMap(({ submenu }) => submenu ?? []).sort()).toEqual(submenus.sort());
    // What a menu says of its place, and what the entries ask of it.
    const known = Object.keys({
      ...(JSON.parse(unitMenu('page', row, marks)) as object),
      ...(JSON.parse(headerMenu('page', 'name', true, true)) as object),
      ...(JSON.parse(cellMenu('name', true)) as object),
      ...(JSON.parse(nodeMenu('0', { value: true, range: true, filter: true })) as object),
    });
    for (const { when = '' } of entries)
      for (const [key] of when.replace(/[!=]= \w+/g, '').matchAll(/\w+/g)) expect(known, when).toContain(key);
  });

  it('has the pages of its walkthrough', () => {
    for (const { media } of steps)
      expect(existsSync(new URL(`../../../${media.markdown}`, import.meta.url)), media.markdown).toBe(true);
  });

  it('contributes the views that the code provides', () => {
    const ids = Object.values(contributes.views).flatMap((views) => views.map((each) => each.id));
    expect(ids.sort()).toEqual(Object.values(viewIds).sort());
  });

  it('gives the same defaults as the code', () => {
    for (const [name, value] of Object.entries(settingDefaults))
      expect(contributes.configuration.properties[`wireloupe.${name}`]?.default, name).toBe(value);
  });

  it('is limited in an untrusted workspace, and off in a virtual one', () => {
    expect(capabilities.untrustedWorkspaces.supported).toBe('limited');
    expect(capabilities.virtualWorkspaces.supported).toBe(false);
  });
});
