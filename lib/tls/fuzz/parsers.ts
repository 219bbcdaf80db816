import { readCertificate } from '@/lib/tls/certificates/certificate';
import { readCrl } from '@/lib/tls/certificates/crl';
import { readOcsp, stapleScts } from '@/lib/tls/certificates/ocsp';
import { readScts } from '@/lib/tls/certificates/scts';
import { ANSWERS, bodiesOf, CERTIFICATES, LISTS, MESSAGES, REVOKED, SSL2_ANSWERS, STAPLES } from '@/lib/tls/fuzz/seeds';
import { readHsts } from '@/lib/tls/probes/hsts';
import { suiteById } from '@/lib/tls/registry/suites';
import { parseAlert } from '@/lib/tls/wire/alerts';
import { numbers, uint, vector, WireError } from '@/lib/tls/wire/bytes';
import { CbcDirection, cbcSuite } from '@/lib/tls/wire/cbc';
import { parseCertificate, parseCertificate13, parseCertificateStatus } from '@/lib/tls/wire/certificate';
import { HANDSHAKE, HandshakeReader } from '@/lib/tls/wire/handshake';
import { parseServerKeyExchange } from '@/lib/tls/wire/key-exchange';
import { ecdhePreMaster, rsaKeyOf, rsaPreMaster } from '@/lib/tls/wire/pre-master';
import { CONTENT, RecordReader } from '@/lib/tls/wire/records';
import { parseServerHello } from '@/lib/tls/wire/server-hello';
import { looksLikeSsl2, parseSsl2ServerHello } from '@/lib/tls/wire/ssl2';
import { VERSION_CODES } from '@/lib/tls/wire/versions';

/** A reader of bytes that a server chose. It returns, or throws WireError; anything else is a fault of ours. */
export type WireParser = {
  readonly id: string;
  readonly seeds: readonly Buffer[];
  /** @returns false where the bytes were read and refused without an error */
  read(bytes: Buffer): boolean;
};

const NOW = new Date('2026-11-22T18:00:00Z');
const SUITES = { dhe: 0x0033, ecdhe: 0xc02f, ecdheAnonymous: 0xc018, dhePsk: 0x0090, cbc: 0x002f } as const;

function exchange(id: string, suiteId: number, hint: Buffer = Buffer.alloc(0)): WireParser {
  const suite = suiteById(suiteId);
  if (!suite) throw new TypeError(`no suite ${suiteId}`);
  const seeds = bodiesOf(HANDSHAKE.serverKeyExchange).map((body) => Buffer.concat([hint, body]));
  return { id, seeds, read: (bytes) => parseServerKeyExchange(bytes, suite, true) !== null };
}

/** What our side of a key agreement makes of a server's half. */
function agreement(): WireParser {
  const suite = suiteById(SUITES.ecdhe);
  if (!suite) throw new TypeError('no suite for ECDHE');
  const read = (bytes: Buffer): boolean => {
    const theirs = parseServerKeyExchange(bytes, suite, true);
    return theirs !== null && ecdhePreMaster(theirs).secret.length > 0;
  };
  return { id: 'agreement-ecdhe', seeds: bodiesOf(HANDSHAKE.serverKeyExchange), read };
}

/** Bodies of records under known keys, with an IV of their own or without (TLS 1.0). */
function cbcRecord(version: number): WireParser {
  const suite = suiteById(SUITES.cbc);
  const cbc = suite === null ? null : cbcSuite(suite);
  if (cbc === null) throw new TypeError('no suite with CBC');
  const keys = { mac: Buffer.alloc(20, 1), key: Buffer.alloc(16, 2), iv: Buffer.alloc(16, 3) };
  const direction = () => new CbcDirection(version, cbc, keys);
  const contents = [Buffer.alloc(0), Buffer.of(2, 20), Buffer.alloc(300, 7)];
  const seeds = contents.map((content) => direction().seal(CONTENT.application, content).subarray(5));
  return { id: `cbc-record-${version}`, seeds, read: (bytes) => direction().open(CONTENT.application, bytes).macRight };
}

/** A whole answer in pieces, as TCP may cut it: records, messages, and what each message is. */
function readAnswer(bytes: Buffer): boolean {
  const records = new RecordReader();
  const messages = new HandshakeReader();
  const suite = suiteById(SUITES.ecdhe);
  let read = false;
  for (let at = 0; at < bytes.length; at += 331) {
    records.push(bytes.subarray(at, at + 331));
    for (let record = records.next(); record !== null; record = records.next()) {
      if (record.type === CONTENT.alert) read = parseAlert(record.body).code > 0;
      if (record.type === CONTENT.handshake) messages.push(record.body);
    }
    for (let message = messages.next(); message !== null; message = messages.next()) {
      read = true;
      if (message.type === HANDSHAKE.serverHello) parseServerHello(message.body);
      if (message.type === HANDSHAKE.certificate) parseCertificate(message.body).ders.forEach(readCertificate);
      if (message.type === HANDSHAKE.serverKeyExchange && suite) parseServerKeyExchange(message.body, suite, true);
    }
  }
  return read;
}

function certificate13(): Buffer {
  const entries = CERTIFICATES.slice(0, 2).map((der) => {
    const status = Buffer.concat([numbers(1, [1]), vector(3, STAPLES[0] ?? Buffer.alloc(0))]);
    return Buffer.concat([vector(3, der), vector(2, uint(2, 5), vector(2, status))]);
  });
  return Buffer.concat([vector(1), vector(3, ...entries)]);
}

/** Two SCTs (RFC 6962, section 3.3): version, log, time, no extensions, a signature. */
function sctList(): Buffer {
  const sct = Buffer.concat([
    Buffer.alloc(33),
    Buffer.from('0000019a00000000', 'hex'),
    vector(2),
    numbers(1, [4, 3]),
    vector(2, Buffer.alloc(70, 1)),
  ]);
  return vector(2, vector(2, sct), vector(2, sct));
}

const CBC_KEYS = { mac: Buffer.alloc(20, 1), key: Buffer.alloc(16, 2), iv: Buffer.alloc(16, 3) };

/** Encrypted records, read by the keys they were made with: sealed as TLS 1.0 does, whose IV is no random one. */
function cbc(version: keyof typeof VERSION_CODES): WireParser {
  const suite = suiteById(SUITES.cbc);
  const needed = suite && cbcSuite(suite);
  if (!needed) throw new TypeError('no CBC suite');
  const seal = (text: string) =>
    new CbcDirection(VERSION_CODES.tls10, needed, CBC_KEYS).seal(CONTENT.application, Buffer.from(text));
  return {
    id: `cbc-${version}`,
    seeds: ['', 'HTTP/1.1 200 OK\r\n\r\n', 'a'.repeat(500)].map((text) => seal(text).subarray(5)),
    read: (bytes) =>
      new CbcDirection(VERSION_CODES[version], needed, CBC_KEYS).open(CONTENT.application, bytes).macRight,
  };
}

const HSTS = ['max-age=63072000; includeSubDomains; preload', 'max-age="31536000"; a="b;c\\"d"; b', 'max-age=0'];

const [leaf, issuer] = REVOKED.map(readCertificate);
if (!leaf || !issuer) throw new TypeError('the recorded answers hold no chain');

/** Every parser of what a server says, each with good answers to begin with. */
export const WIRE_PARSERS: readonly WireParser[] = [
  { id: 'answer', seeds: ANSWERS, read: readAnswer },
  { id: 'alert', seeds: [Buffer.from([2, 40]), Buffer.from([1, 112])], read: (bytes) => parseAlert(bytes).code >= 0 },
  {
    id: 'server-hello',
    seeds: bodiesOf(HANDSHAKE.serverHello),
    read: (bytes) => parseServerHello(bytes).version !== null,
  },
  {
    id: 'certificate',
    seeds: bodiesOf(HANDSHAKE.certificate),
    read: (bytes) => parseCertificate(bytes).ders.length > 0,
  },
  { id: 'certificate-13', seeds: [certificate13()], read: (bytes) => parseCertificate13(bytes).ders.length > 0 },
  {
    id: 'certificate-status',
    seeds: bodiesOf(HANDSHAKE.certificateStatus),
    read: (bytes) => parseCertificateStatus(bytes) !== null,
  },
  exchange('key-exchange-dhe', SUITES.dhe),
  exchange('key-exchange-ecdhe', SUITES.ecdhe),
  exchange('key-exchange-anonymous', SUITES.ecdheAnonymous),
  exchange('key-exchange-psk', SUITES.dhePsk, vector(2, Buffer.from('hint'))),
  agreement(),
  { id: 'rsa-key', seeds: CERTIFICATES, read: (bytes) => rsaPreMaster(rsaKeyOf(bytes), 0x0303).secret.length === 48 },
  cbcRecord(0x0301),
  cbcRecord(0x0303),
  {
    id: 'handshake',
    seeds: MESSAGES.map(({ raw }) => raw),
    read: (bytes) => {
      const reader = new HandshakeReader();
      reader.push(bytes);
      return reader.next() !== null;
    },
  },
  {
    id: 'ssl2',
    seeds: SSL2_ANSWERS,
    read: (bytes) => looksLikeSsl2(bytes) === true && parseSsl2ServerHello(bytes) !== null,
  },
  { id: 'x509', seeds: CERTIFICATES, read: (bytes) => readCertificate(bytes) !== null },
  {
    id: 'ocsp',
    seeds: STAPLES,
    read: (bytes) => stapleScts(bytes).length >= 0 && readOcsp(bytes, leaf, issuer, NOW).status !== null,
  },
  { id: 'crl', seeds: LISTS, read: (bytes) => readCrl(bytes, 'http://a.test/', leaf, issuer, NOW).status !== null },
  cbc('tls10'),
  cbc('tls12'),
  {
    id: 'hsts',
    seeds: HSTS.map((header) => Buffer.from(header)),
    read: (bytes) => readHsts([bytes.toString('latin1')]).state !== 'invalid',
  },
  { id: 'scts', seeds: [sctList()], read: (bytes) => readScts(bytes, 'handshake').length > 0 },
];

export function wireParserById(id: string): WireParser | undefined {
  return WIRE_PARSERS.find((parser) => parser.id === id);
}

/** What came of one case. @throws what a parser must not throw */
export function judge(parser: WireParser, bytes: Buffer): 'read' | 'refused' {
  try {
    return parser.read(bytes) ? 'read' : 'refused';
  } catch (error) {
    if (error instanceof WireError) return 'refused';
    throw error;
  }
}
