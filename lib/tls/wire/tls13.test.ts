import { describe, expect, it } from 'vitest';
import { agreement } from '@/lib/tls/wire/agreement';
import { WireError } from '@/lib/tls/wire/bytes';
import { CONTENT } from '@/lib/tls/wire/records';
import { cipherOf, expandLabel, handshakeSecrets, Protection, READABLE_SUITES } from '@/lib/tls/wire/tls13';

const hex = (text: string) => Buffer.from(text, 'hex');

describe('key schedule of TLS 1.3', () => {
  // RFC 8448, section 3: the simple 1-RTT handshake.
  const cipher = cipherOf(0x1301);
  const shared = hex('8bd4054fb55b9d63fdfbacf9f04b9f0d35e6d63f537563efd46272900f89492d');
  const transcript = hex('860c06edc07858ee8e78f0e7428c58edd6b43f2ca3e6e95f02ed063cf0e1cad9');

  it('gives the secrets of RFC 8448', () => {
    const full = hex('860c06edc07858ee8e78f0e7428c58edd6b43f2ca3e6e95f02ed063cf0e1cad8');
    const secrets = handshakeSecrets(cipher, shared, full);
    expect(secrets.client.toString('hex')).toBe('b3eddb126e067f35a780b3abf45e2d8f3b1a950738f52e9600746a0e27a55a21');
    expect(secrets.server.toString('hex')).toBe('b67b7d690cc16c4e75e54213cb2d37b4e9c912bcded9105d42befd59d391ad38');
    const key = expandLabel(cipher, secrets.server, 'key', Buffer.alloc(0), 16);
    const iv = expandLabel(cipher, secrets.server, 'iv', Buffer.alloc(0), 12);
    expect([key.toString('hex'), iv.toString('hex')]).toEqual([
      '3fce516009c21727d0f2e4e86ee403bc',
      '5d313eb2671276ee13000b30',
    ]);
    expect(handshakeSecrets(cipher, shared, transcript).server).not.toEqual(secrets.server);
  });

  it('opens what it sealed, in order, and nothing else', () => {
    for (const suite of READABLE_SUITES) {
      const secret = Buffer.alloc(cipherOf(suite).hashLength, 7);
      const [sender, reader] = [new Protection(cipherOf(suite), secret), new Protection(cipherOf(suite), secret)];
      const records = ['one', 'two'].map((text) => sender.seal(CONTENT.handshake, Buffer.from(text)));
      const opened = records.map((sealed) =>
        reader.open({ type: 23, version: 0x0303, body: sealed.subarray(5) }).body.toString(),
      );
      expect(opened).toEqual(['one', 'two']);
      const again = records[0]?.subarray(5) ?? Buffer.alloc(0);
      expect(() => reader.open({ type: 23, version: 0x0303, body: again })).toThrow(WireError);
    }
  });

  it('agrees on keys, and calls a point that is none by its name', () => {
    for (const group of [23, 24, 25, 29, 30, 31, 32, 33, 0x100, 0x101, 0x102, 0x103, 0x104]) {
      const [one, other] = [agreement(group), agreement(group)];
      if (one === null || other === null) throw new Error(`no agreement in ${group}`);
      expect(one.shared(other.publicKey)).toEqual(other.shared(one.publicKey));
      expect(() => one.shared(Buffer.alloc(one.publicKey.length))).toThrow(WireError);
      expect(() => one.shared(Buffer.alloc(3))).toThrow(WireError);
    }
    expect(agreement(512)).toBeNull();
  });
});
