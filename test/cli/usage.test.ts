import { describe, expect, it } from 'vitest';
import { commands } from '../../cli/commands/index.ts';
import { folderOf, wireloupe } from './terminal.ts';

describe('the command line', () => {
  it.each([['--help'], ['-h'], ['help']])('%s lists every command and the exit status', async (option) => {
    const { code, out } = await wireloupe([option]);
    expect(code).toBe(0);
    for (const name of Object.keys(commands)) expect(out).toContain(`  ${name}`);
    expect(out).toContain('Exit status');
  });

  it.each(Object.keys(commands))('%s --help shows its usage', async (name) => {
    const { code, out } = await wireloupe([name, '--help']);
    expect(code).toBe(0);
    expect(out).toContain(`Usage: wireloupe ${name} `);
    expect((await wireloupe(['help', name])).out).toBe(out);
  });

  it('--version is that of the package', async () => {
    expect((await wireloupe(['--version'])).out).toMatch(/^\d+\.\d+\.\d+/u);
  });

  it.each([
    ['nothing', [], /No command/u],
    ['a misspelt command', ['chekc', 'x'], /did you mean “check”/u],
    ['a name of every object', ['constructor'], /no command/u],
    ['an unknown option', ['check', '--frmat', 'json', '.'], /--frmat/u],
    ['a format that does not exist', ['check', '--format', 'xml', '.'], /text, json, sarif/u],
    ['a severity that does not exist', ['check', '--severity', 'fatal', '.'], /error, warning, information, hint/u],
    ['nothing to check', ['check'], /file, a folder or a glob/u],
    ['a file that is not there', ['check', 'no-such-file.xmpp'], /is not there/u],
    ['a glob that matches nothing', ['check', '*.no-such-thing'], /No file matches/u],
    ['a connection that is not a number', ['decode', '--connection', 'one', '-'], /whole number/u],
    ['a direction that does not exist', ['decode', '--direction', 'up', '-'], /client, server/u],
    ['a capture that is not there', ['decode', 'no-such.pcap'], /is not there/u],
    ['empty input', ['decode', '-'], /empty/u],
    ['two files to encode', ['encode', 'a.amqp.yaml', 'b.amqp.yaml'], /one file/u],
    ['a script that is not there', ['encode', 'no-such.amqp.yaml'], /is not there/u],
    ['nothing to send', ['send'], /one file/u],
    ['a language server without its transport', ['lsp'], /--stdio/u],
    ['a port without its option', ['playground', '5672'], /“5672”/u],
    ['a key log that is not there', ['decode', '--keylog', 'no.keys', '-'], /key log no\.keys is not there\./u],
    ['a port that is none', ['playground', '--amqp-port', '70000'], /65535/u],
  ] as const)('%s ends with 2 and says what is wrong', async (_what, args, message) => {
    const { code, out, said } = await wireloupe(args);
    expect(code).toBe(2);
    expect(said).toMatch(message);
    expect(out).toBe('');
  });

  it('does not tell of commands that are not there', async () => {
    expect((await wireloupe(['--help'])).out).not.toMatch(/\b(?:doctor|explain)\b/u);
  });

  it('names the project’s file and the place of its first mistake', async () => {
    const cwd = await folderOf({ 'wireloupe.json': '{\n  "connections": [\n', 'a.amqp.yaml': '- header: amqp\n' });
    const { code, said } = await wireloupe(['encode', 'a.amqp.yaml'], { cwd });
    expect(code).toBe(2);
    expect(said).toMatch(/wireloupe\.json:\d+:\d+: /u);
  });
});
