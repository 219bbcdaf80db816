import { describe, expect, it } from 'vitest';
import { suiteById } from '@/lib/tls/registry/suites';
import { parseAlert } from '@/lib/tls/wire/alerts';
import { numbers, Reader, uint, vector, WireError } from '@/lib/tls/wire/bytes';
import { parseCertificate, parseCertificate13, parseCertificateStatus } from '@/lib/tls/wire/certificate';
import { clientHello } from '@/lib/tls/wire/client-hello';
import { alpn, keyShare, serverName, supportedVersions } from '@/lib/tls/wire/extensions';
import { HANDSHAKE, HandshakeReader, handshakeMessage } from '@/lib/tls/wire/handshake';
import { bitLength, parseServerKeyExchange } from '@/lib/tls/wire/key-exchange';
import { CONTENT, RecordReader, record } from '@/lib/tls/wire/records';
import { hasDowngradeSentinel, parseServerHello } from '@/lib/tls/wire/server-hello';
import { looksLikeSsl2, parseSsl2ServerHello, SSL2_KINDS, ssl2ClientHello } from '@/lib/tls/wire/ssl2';

const hex = (text: string) => Buffer.from(text.replace(/\s/g, ''), 'hex');
const suite = (id: number) => {
  const found = suiteById(id);
  if (found === null) throw new Error(`no suite ${id}`);
  return found;
};

describe('records', () => {
  const bytes = Buffer.concat([
    record(CONTENT.handshake, 0x0303, Buffer.from('abc')),
    record(CONTENT.alert, 0x0301, Buffer.from([2, 40])),
  ]);

  it('are cut out however the bytes arrive', () => {
    for (const step of [1, 2, 5, 7, bytes.length]) {
      const reader = new RecordReader();
      const found: string[] = [];
      for (let at = 0; at < bytes.length; at += step) {
        reader.push(bytes.subarray(at, at + step));
        for (let each = reader.next(); each !== null; each = reader.next()) found.push(`${each.type} ${each.version}`);
      }
      expect(found).toEqual(['22 771', '21 769']);
    }
  });

  it.each([
    ['HTTP', Buffer.from('HTTP/1.1 200 OK'), 'not_tls'],
    ['a version that nobody has', hex('1605030001'), 'not_tls'],
    ['a body that is too long', hex('1603034f00'), 'record_too_long'],
  ])('refuse %s', (_name, sent, reason) => {
    const reader = new RecordReader();
    reader.push(sent);
    expect(() => reader.next()).toThrow(reason);
  });

  it('are split where a body is longer than a record may be', () => {
    const long = record(CONTENT.handshake, 0x0303, Buffer.alloc(40_000));
    expect(long.length).toBe(40_000 + 3 * 5);
    expect(record(CONTENT.handshake, 0x0303, Buffer.alloc(0)).length).toBe(5);
  });
});

describe('handshake messages', () => {
  it('are put together over records, with what the transcript hashes', () => {
    const message = handshakeMessage(HANDSHAKE.certificate, Buffer.from('certificates'));
    const reader = new HandshakeReader();
    for (const byte of Buffer.concat([message, message])) reader.push(Buffer.from([byte]));
    expect([reader.next(), reader.next()].map((each) => each?.raw.equals(message))).toEqual([true, true]);
    expect(reader.next()).toBeNull();
  });

  it('that claim too much are refused before they come', () => {
    const reader = new HandshakeReader();
    reader.push(hex('0b ffffff'));
    expect(() => reader.next()).toThrow('message_too_long');
  });
});

describe('ClientHello', () => {
  it('is written as RFC 8446 has it', () => {
    const hello = clientHello({
      version: 0x0303,
      random: Buffer.alloc(32, 0xaa),
      sessionId: hex('0102'),
      suites: [0x1301, 0xc02f],
      extensions: [serverName('a.test'), supportedVersions([0x0304]), keyShare([]), alpn(['h2'])],
    });
    expect(hello.toString('hex')).toBe(
      [
        '16 0301 0058 01 000054 0303',
        'aa'.repeat(32),
        '02 0102 0004 1301c02f 0100 0025',
        '0000 000b 0009 00 0006 612e74657374',
        '002b 0003 02 0304 0033 0002 0000 0010 0005 0003 02 6832',
      ]
        .join('')
        .replace(/\s/g, ''),
    );
  });

  it('has no block of extensions in SSL 3', () => {
    const hello = clientHello({ version: 0x0300, random: Buffer.alloc(32), suites: [5], extensions: null });
    expect(hello.subarray(0, 3)).toEqual(hex('160300'));
    expect(hello.subarray(-7)).toEqual(hex('00 0002 0005 01 00'));
  });
});

describe('ServerHello', () => {
  const body = (extensions: string) => hex(`0303 ${'11'.repeat(24)} 444f574e47524401 00 c02f 00 ${extensions}`);

  it('is read with version, suite and extensions', () => {
    expect(parseServerHello(body('0005 ff010001 00'))).toMatchObject({ version: 'tls12', suite: 0xc02f, retry: false });
    expect(parseServerHello(body('')).extensions.size).toBe(0);
    const newest = parseServerHello(body('0010 002b00020304 0033 0006 001d 0002 abcd'));
    expect(newest).toMatchObject({ version: 'tls13', group: 29, publicKey: hex('abcd') });
  });

  it('knows a HelloRetryRequest by its random, and the mark of a downgrade', () => {
    const retry = hex(
      '0303 cf21ad74e59a6111be1d8c021e65b891c2a211167abb8c5e079e09e2c8a8339c 00 1301 00 000c 002b00020304 003300020018',
    );
    expect(parseServerHello(retry)).toMatchObject({ retry: true, group: 24, publicKey: null, version: 'tls13' });
    expect(hasDowngradeSentinel(parseServerHello(body('')).random)).toBe(true);
    expect(hasDowngradeSentinel(parseServerHello(retry).random)).toBe(false);
  });

  it.each([
    ['the same extension twice', body('0008 00170000 00170000'), 'duplicate_extension'],
    ['extensions that are longer than they say', body('0004 00170000 00'), 'trailing_bytes'],
    ['extensions that end early', body('0009 0017000a'), 'truncated'],
    ['a session id of 33 bytes', hex(`0303 ${'00'.repeat(32)} 21 ${'00'.repeat(40)}`), 'session_id_length'],
  ])('refuses %s', (_name, sent, reason) => {
    expect(() => parseServerHello(sent)).toThrow(reason);
  });
});

describe('Certificate', () => {
  it('is read in both forms, with staple and timestamps', () => {
    const chain = vector(3, vector(3, Buffer.from('leaf')), vector(3, Buffer.from('ca')));
    expect(parseCertificate(chain).ders.map(String)).toEqual(['leaf', 'ca']);
    const extensions = vector(2, uint(2, 5), vector(2, hex('01 000003 616263')), uint(2, 18), vector(2, hex('beef')));
    const list = vector(3, vector(3, Buffer.from('leaf')), extensions, vector(3, Buffer.from('ca')), vector(2));
    const found = parseCertificate13(Buffer.concat([vector(1), list]));
    expect([found.ders.map(String), found.staple?.toString(), found.scts]).toEqual([
      ['leaf', 'ca'],
      'abc',
      hex('beef'),
    ]);
  });

  it('refuses more links than a chain has, and lengths that lie', () => {
    const endless = vector(3, ...Array.from({ length: 17 }, () => vector(3, Buffer.from('x'))));
    expect(() => parseCertificate(endless)).toThrow('chain_too_long');
    expect(() => parseCertificate(hex('000009 000020 00'))).toThrow('truncated');
    expect(() => parseCertificateStatus(hex('01 00ffff 00'))).toThrow('truncated');
    expect(parseCertificateStatus(hex('02 000000'))).toBeNull();
  });
});

describe('ServerKeyExchange', () => {
  it('names curve and scheme, or measures the group', () => {
    const ecdhe = Buffer.concat([hex('03 0017'), vector(1, Buffer.alloc(65, 4)), hex('0804'), vector(2)]);
    expect(parseServerKeyExchange(ecdhe, suite(0xc02f), true)).toMatchObject({
      group: { id: 23, name: 'secp256r1', bits: 3072 },
      scheme: 0x0804,
    });
    const dhe = Buffer.concat([vector(2, hex(`00${'01ff'.repeat(48)}`)), vector(2, hex('02')), vector(2, hex('05'))]);
    expect(parseServerKeyExchange(dhe, suite(0x0018), false)).toMatchObject({
      group: { id: null, name: 'dh761', bits: 761 },
      scheme: null,
      publicKey: hex('05'),
    });
    expect(parseServerKeyExchange(hex('00'), suite(0x0003), true)).toBeNull();
  });

  it('refuses explicit curves and primes that only cost time', () => {
    expect(() => parseServerKeyExchange(hex('01 00'), suite(0xc02f), true)).toThrow('explicit_curve');
    const huge = Buffer.concat([vector(2, Buffer.alloc(4096, 1)), vector(2, hex('02')), vector(2, hex('05'))]);
    expect(() => parseServerKeyExchange(huge, suite(0x009e), true)).toThrow('dh_parameters');
  });

  it('counts bits', () => {
    expect([hex(''), hex('00'), hex('01'), hex('80'), hex('0080'), hex('ff00')].map(bitLength)).toEqual([
      0, 0, 1, 8, 8, 16,
    ]);
  });
});

describe('SSL 2', () => {
  const answer = (certificate: Buffer, kinds: Buffer) => {
    const body = Buffer.concat([
      hex('04 00 01 0002'),
      uint(2, certificate.length),
      uint(2, kinds.length),
      uint(2, 16),
      certificate,
      kinds,
      Buffer.alloc(16),
    ]);
    return Buffer.concat([uint(2, 0x8000 | body.length), body]);
  };

  it('offers every kind', () => {
    const hello = ssl2ClientHello();
    expect(hello.readUInt16BE(0) & 0x7fff).toBe(hello.length - 2);
    expect(hello.readUInt16BE(5)).toBe(3 * Object.keys(SSL2_KINDS).length);
  });

  it('is an answer with kinds or without', () => {
    expect(parseSsl2ServerHello(answer(Buffer.from('c'), hex('010080 0700c0')))).toEqual({
      kinds: [0x010080, 0x0700c0],
      certificate: Buffer.from('c'),
    });
    expect(parseSsl2ServerHello(answer(Buffer.alloc(0), Buffer.alloc(0)))).toEqual({ kinds: [], certificate: null });
    expect(parseSsl2ServerHello(answer(Buffer.from('c'), hex('010080')).subarray(0, 20))).toBeNull();
  });

  it('is not an alert of TLS, nor a list that is longer than the record', () => {
    expect(looksLikeSsl2(hex('1503010002'))).toBe(false);
    expect(looksLikeSsl2(answer(Buffer.alloc(0), Buffer.alloc(0)))).toBe(true);
    const lie = answer(Buffer.alloc(0), hex('010080'));
    lie.writeUInt16BE(999, 9);
    expect(() => parseSsl2ServerHello(lie)).toThrow(WireError);
  });
});

describe('small things', () => {
  it('reads no byte beyond the end', () => {
    const reader = new Reader(hex('0102'));
    expect(reader.numbers(1)).toEqual([1, 2]);
    expect(() => reader.take(1)).toThrow('truncated');
    expect(() => new Reader(hex('010203')).numbers(2)).toThrow('truncated');
    expect(() => new Reader(numbers(2, [9])).vector(2)).toThrow('truncated');
  });

  it('names alerts', () => {
    expect(parseAlert(hex('0228'))).toEqual({ fatal: true, code: 40, name: 'handshake_failure' });
    expect(parseAlert(hex('01ff'))).toEqual({ fatal: false, code: 255, name: 'alert_255' });
    expect(() => parseAlert(hex('022800'))).toThrow('alert_length');
  });
});
