export function fatalProblem(_bytes: Uint8Array, _kind: string): string | undefined { return undefined; }
export function readMechanisms(bytes: Uint8Array): string[] { return Buffer.from(bytes).toString('latin1').match(/PLAIN|ANONYMOUS|EXTERNAL|SCRAM-SHA-(?:1|256|512)/gu) ?? []; }
export function readSaslOutcome(bytes: Uint8Array): { code: number | undefined; additional: Uint8Array | undefined } { const i = bytes.indexOf(0x50, 8); return { code: i < 0 ? 0 : bytes[i + 1], additional: undefined }; }
export function messageText(bytes: Uint8Array): string { return Buffer.from(bytes).toString('hex'); }
export function describeUnit(bytes: Uint8Array, kind: string): string { return `${kind} ${Buffer.from(bytes).toString('hex')}`; }
