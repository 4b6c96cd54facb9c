import type { LogFormat, LogReader, TakeEntry } from '../model.ts';
import { isTrace, ProtonReader } from './proton-reader.ts';

/** `SERVER (trace) [2]:0 -> @open(16) …`, with or without a date before it and the place in the source behind it. */
const module = /(?:^|\s)[A-Z_]{2,40} \((?:trace|debug|info|notice)\) \[(C?\d+)\]/;
const source = / \([^()]{1,400}\.(?:c|h|cpp):\d+\)\s*$/;

class DispatchReader implements LogReader {
  readonly #take: TakeEntry;
  readonly #proton: ProtonReader;

  constructor(take: TakeEntry) {
    this.#take = take;
    this.#proton = new ProtonReader(take);
  }

  line(text: string, number: number): void {
    const connection = module.exec(text.slice(0, 400))?.[1];
    if (connection === undefined) return;
    const role = /\] (Connecting (?:via proxy )?to )|\]:? Accept(?:ed|ing) /.exec(text.slice(0, 400));
    if (role !== null) this.#take({ what: 'role', connection, side: role[1] === undefined ? 'server' : 'client' });
    else this.#proton.line(text.replace(source, ''), number);
  }

  end(): void {
    this.#proton.end();
  }
}

/** The log of Qpid Dispatch and of skupper-router with `SERVER` (later `PROTOCOL`) at trace or debug. */
export const dispatch: LogFormat = {
  name: 'dispatch',
  title: 'Qpid Dispatch and skupper-router, modules SERVER or PROTOCOL at trace (later debug)',
  writer: 'server',
  recognises: (line) => module.test(line.slice(0, 400)) && isTrace(line),
  reader: (take) => new DispatchReader(take),
};
