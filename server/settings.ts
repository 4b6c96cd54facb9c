import { messageOf } from '../protocols/core/index.ts';
/** Milliseconds that diagnostics wait for the client's settings. */
const patience = 3000;

export interface SettingsSource {
  /** Asks the client for `wireloupe.rules`; rejects where it refuses. */
  readonly ask: (folder: string | undefined) => Promise<unknown>;
  readonly log: (message: string) => void;
  /** Settings came, or changed, after they were done without. */
  readonly onLate: () => void;
}

/**
 * The client's settings. A client that refuses them, or that does not answer in time, must not keep its user from diagnostics: what
 * it said last holds, or nothing.
 */
export class Settings {
  readonly #source: SettingsSource;
  readonly #last = new Map<string | undefined, unknown>();
  #isTold = false;

  constructor(source: SettingsSource) {
    this.#source = source;
  }

  /** `wireloupe.rules` for a folder, or for files outside of every folder. */
  async rules(folder: string | undefined): Promise<unknown> {
    let isLate = false;
    const asked = this.#source.ask(folder).then(
      (rules) => {
        const before = JSON.stringify(this.#last.get(folder));
        this.#last.set(folder, rules);
        if (isLate && before !== JSON.stringify(rules)) this.#source.onLate();
        return rules;
      },
      (error: unknown) => {
        this.#tell(
          `The client refused workspace/configuration: ${messageOf(error)}. Rules have the severities of wireloupe.json.`,
        );
        return undefined;
      },
    );
    let timer: NodeJS.Timeout | undefined;
    const deadline = new Promise<unknown>((resolve) => {
      timer = setTimeout(() => {
        isLate = true;
        this.#tell(
          `The client did not answer workspace/configuration within ${patience / 1000} s. Rules have the severities of wireloupe.json until it does.`,
        );
        resolve(this.#last.get(folder));
      }, patience);
    });
    try {
      return await Promise.race([asked, deadline]);
    } finally {
      clearTimeout(timer);
    }
  }

  #tell(message: string): void {
    if (!this.#isTold) this.#source.log(message);
    this.#isTold = true;
  }
}
