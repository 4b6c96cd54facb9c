import { closeSync, fchmodSync, fstatSync, openSync, writeSync } from 'node:fs';
import { whyUnwritable } from '../../workspace/out-file.ts';

/**
 * The file of a key log (SSLKEYLOGFILE). Lines are added to what it has, at once, so that a program that reads the network can read on.
 * Only its owner may read it.
 */
export class KeyLogFile {
  readonly #name: string;
  readonly #say: (text: string) => void;
  #file: number | undefined;

  /**
   * @param name the file as the user wrote it
   * @param say takes a sentence for people
   * @throws Error of the file system
   */
  constructor(name: string, file: string, say: (text: string) => void) {
    this.#name = name;
    this.#say = say;
    this.#file = openSync(file, 'a', 0o600);
    // A device keeps its mode.
    if (fstatSync(this.#file).isFile()) fchmodSync(this.#file, 0o600);
  }

  /** Adds a line, with its end. A file that cannot be written any more is left, and that is said once. */
  readonly write = (line: Uint8Array): void => {
    if (this.#file === undefined) return;
    try {
      writeSync(this.#file, line);
    } catch (error) {
      this.#say(`${this.#name} cannot be written any more: ${whyUnwritable(error)}. The connections go on without it.`);
      this.close();
    }
  };

  close(): void {
    if (this.#file !== undefined) closeSync(this.#file);
    this.#file = undefined;
  }
}
