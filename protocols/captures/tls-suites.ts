/** A cipher suite of TLS 1.2 or 1.3. */
export interface CipherSuite {
  /** The minor version of TLS that it is of. */
  readonly version: 2 | 3;
  readonly cipher: 'aes-128-gcm' | 'aes-256-gcm' | 'chacha20-poly1305' | 'aes-128-cbc' | 'aes-256-cbc';
  /** The hash that keys are derived by. */
  readonly hash: 'sha256' | 'sha384';
  /** Bytes of the key. */
  readonly keyLength: number;
  /** The hash of the record's authentication code, where the cipher has none of its own. */
  readonly mac?: 'sha1' | 'sha256' | 'sha384';
}

const gcm128 = { version: 2, cipher: 'aes-128-gcm', hash: 'sha256', keyLength: 16 } as const;
const gcm256 = { version: 2, cipher: 'aes-256-gcm', hash: 'sha384', keyLength: 32 } as const;
const chacha = { version: 2, cipher: 'chacha20-poly1305', hash: 'sha256', keyLength: 32 } as const;
const cbc128 = { version: 2, cipher: 'aes-128-cbc', hash: 'sha256', keyLength: 16 } as const;
const cbc256 = { version: 2, cipher: 'aes-256-cbc', hash: 'sha256', keyLength: 32 } as const;

const families: readonly (readonly [CipherSuite, readonly number[]])[] = [
  [{ ...gcm128, version: 3 }, [0x1301]],
  [{ ...gcm256, version: 3 }, [0x1302]],
  [{ ...chacha, version: 3 }, [0x1303]],
  [gcm128, [0x009c, 0x009e, 0xc02b, 0xc02f]],
  [gcm256, [0x009d, 0x009f, 0xc02c, 0xc030]],
  [chacha, [0xcca8, 0xcca9, 0xccaa]],
  [{ ...cbc128, mac: 'sha1' }, [0x002f, 0x0033, 0xc009, 0xc013]],
  [{ ...cbc256, mac: 'sha1' }, [0x0035, 0x0039, 0xc00a, 0xc014]],
  [{ ...cbc128, mac: 'sha256' }, [0x003c, 0x0067, 0xc023, 0xc027]],
  [{ ...cbc256, mac: 'sha256' }, [0x003d, 0x006b]],
  [{ ...cbc256, hash: 'sha384', mac: 'sha384' }, [0xc024, 0xc028]],
];

/** The suites that are read, by the code of the server's hello (RFC 8446, B.4; RFC 5246, A.5; RFC 5288, 5289, 7905). */
export const cipherSuites: ReadonlyMap<number, CipherSuite> = new Map(
  families.flatMap(([suite, codes]) => codes.map((code) => [code, suite] as const)),
);
