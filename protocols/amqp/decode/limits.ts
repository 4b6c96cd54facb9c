/** How far the decoder goes on any input: beyond, an issue says what was left out. */
export interface DecodeLimits {
  /** Values within values. */
  readonly depth: number;
  /** Values in one unit. */
  readonly values: number;
  /** Elements without data (of arrays of null, true, false, zero or the empty list) in one unit, beyond one for each byte. */
  readonly emptyElements: number;
  /** Findings in one unit that are kept: for callers that need the first ones only. */
  readonly findings: number;
}

/** The largest frame in bytes that a framer waits for unless told otherwise. */
export const defaultMaxFrameSize = 64 * 1024 * 1024;

export const defaultLimits: DecodeLimits = { depth: 64, values: 1 << 20, emptyElements: 1024, findings: Infinity };
