import { Uri, window, type QuickPickItem } from 'vscode';
import { messageOf } from '../../protocols/core/index.ts';
import { Cancelled, UserError } from '../errors/user-error.ts';
import { withProgress } from '../progress.ts';
import type { Definitions } from '../project/definitions.ts';
import type { Projects } from '../project/projects.ts';
import { ruleSettings } from '../project/rule-settings.ts';
import { clipboardInput, fileInput, selectionInput, terminalInput, type Input } from './input.ts';
import { decodePage, type Page } from './page.ts';
import { openAsTemplate } from './templates.ts';
import type { DecodedView } from './view.ts';

/** What decodes text and files. */
export interface DecodingParts {
  readonly projects: Projects;
  readonly definitions: Definitions;
  readonly decoded: DecodedView;
}

export interface DecodingCommands {
  /** `format`: the name of a format, or `auto`; without it, the user is asked. */
  pasteAs(format: unknown): Promise<void>;
  decodeSelection(): Promise<void>;
  decodeTerminalSelection(): Promise<void>;
  decodeFile(uri: unknown): Promise<void>;
  openAsTemplate(uri: unknown): Promise<void>;
}

/** In place of a format: the one that the content tells. */
const auto = 'auto';

interface FormatPick extends QuickPickItem {
  readonly format: string;
}

/** Asks for the format of an input. */
async function pickFormat(): Promise<string> {
  const { listFormats } = await import('../../protocols/captures/input/index.ts');
  const picks: readonly FormatPick[] = [
    { label: 'Recognize the format', description: 'by its content', format: auto },
    ...(await listFormats()).map(({ name, title }) => ({ label: name, description: title, format: name })),
  ];
  const chosen = await window.showQuickPick(picks, { title: 'Paste as…', matchOnDescription: true });
  if (chosen === undefined) throw new Cancelled();
  return chosen.format;
}

export function decodingCommands({ projects, definitions, decoded }: DecodingParts): DecodingCommands {
  const pageOf = async (input: Input, format: string | undefined): Promise<Page> => {
    const { origin } = input;
    const state = origin === undefined ? undefined : await projects.stateFor(origin);
    const project = { ...(await definitions.of(state)), rules: ruleSettings(state) };
    const { InputError } = await import('../../protocols/captures/input/index.ts');
    const { CaptureError } = await import('../../protocols/captures/packet-source.ts');
    try {
      return await withProgress(`Decoding ${input.name}`, async (token) => {
        const isCancelled = (): boolean => token.isCancellationRequested;
        const page = await decodePage(input.bytes(), { name: input.name, format, project, isCancelled });
        if (token.isCancellationRequested) throw new Cancelled();
        return page;
      });
    } catch (error) {
      if (!(error instanceof InputError) && !(error instanceof CaptureError)) throw error;
      const message = `${input.name}: ${messageOf(error)}`;
      throw new UserError('nothing-to-decode', message, [
        { title: 'Choose the Format of the Clipboard', command: 'wireloupe.pasteAs' },
      ]);
    }
  };
  const show = async (input: Input, format?: string): Promise<void> => {
    await decoded.show(input.name, await pageOf(input, format));
  };
  return {
    pasteAs: async (format) => {
      const input = await clipboardInput();
      const named = typeof format === 'string' ? format : await pickFormat();
      await show(input, named === auto ? undefined : named);
    },
    decodeSelection: () => show(selectionInput()),
    decodeTerminalSelection: async () => show(await terminalInput()),
    decodeFile: async (uri) => show(await fileInput(uri instanceof Uri ? uri : await pickFile())),
    openAsTemplate: (uri) => {
      const shown = typeof uri === 'string' ? Uri.parse(uri) : window.activeTextEditor?.document.uri;
      return openAsTemplate(shown === undefined ? undefined : decoded.page(shown));
    },
  };
}

async function pickFile(): Promise<Uri> {
  const [chosen] = (await window.showOpenDialog({ title: 'Decode a Log or Capture', openLabel: 'Decode' })) ?? [];
  if (chosen === undefined) throw new Cancelled();
  return chosen;
}
