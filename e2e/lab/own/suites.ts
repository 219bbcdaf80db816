/** A suite of RSA key exchange, AES-CBC and HMAC-SHA1 (RFC 5246). */
export type Suite = {
  readonly id: number;
  readonly cipher: 'aes-128-cbc' | 'aes-256-cbc';
  readonly keyBytes: number;
  readonly macBytes: number;
};

export const SUITES: readonly Suite[] = [
  { id: 0x0035, cipher: 'aes-256-cbc', keyBytes: 32, macBytes: 20 },
  { id: 0x002f, cipher: 'aes-128-cbc', keyBytes: 16, macBytes: 20 },
];
