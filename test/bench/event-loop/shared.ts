import type { Delay } from './loop-delay.ts';

/** The connection that is flooded, and with how many units. */
export const flooded = { name: 'flooded', jid: 'romeo@localhost/flooded', units: 100_000 } as const;
/** Files in the workspace: the capture, and the one by which the host says that the flood should begin. */
export const files = { capture: 'million.pcap', begin: 'begin' } as const;
/** Environment variables: where the results go, the password, and a folder for CPU profiles (`*.cpuprofile`) of what is measured. */
export const resultsFile = 'WIRELOUPE_RESULTS';
export const passwordVariable = 'WIRELOUPE_BENCH_PASSWORD';
export const profiles = 'WIRELOUPE_PROFILES';
/** What is measured while nothing happens. */
export const idle = 'idle';

/** The longest delay of each thing that was done, by its name. */
export type Delays = Readonly<Record<string, Delay>>;
