import type { LogFormat } from '../model.ts';
import { isDump } from './proton-dump.ts';
import { isTrace, ProtonReader } from './proton-reader.ts';

/**
 * The log of Qpid Proton's `PN_TRACE_FRM=1`. It has values, not bytes: they are encoded again in the shortest form, so that encodings
 * and sizes may differ from what crossed the wire.
 */
export const proton: LogFormat = {
  name: 'proton',
  group: 'proton',
  title: 'Qpid Proton (C, C++, Python, Ruby, Go) with PN_TRACE_FRM=1',
  writer: 'client',
  recognises: isTrace,
  reader: (take) => new ProtonReader(take),
};

/** The log of Qpid Proton's `PN_TRACE_RAW=1`: the bytes of frames. */
export const protonRaw: LogFormat = {
  name: 'proton-raw',
  group: 'proton',
  title: 'Qpid Proton with PN_TRACE_RAW=1',
  writer: 'client',
  recognises: isDump,
  reader: (take) => new ProtonReader(take),
};
