import { describe, expect, test } from 'vitest';
import { SUITES, suiteById } from '@/lib/tls/registry/suites';
import { CbcDirection, type CbcParts, type CbcSuite, cbcKeys, cbcSuite } from '@/lib/tls/wire/cbc';
import { CONTENT, RecordReader } from '@/lib/tls/wire/records';

const RANDOMS = { client: Buffer.alloc(32, 1), server: Buffer.alloc(32, 2) };
const CONTENTS = ['', 'a', 'x'.repeat(200)].map((text) => Buffer.from(text));

function cbcOf(id: number): CbcSuite {
  const suite = suiteById(id);
  const cbc = suite && cbcSuite(suite);
  if (!cbc) throw new Error(`no CBC suite: ${id}`);
  return cbc;
}

function pair(id: number, version: number) {
  const suite = cbcOf(id);
  const { client } = cbcKeys(version < 0x0303 ? 'md5sha1' : 'sha256', Buffer.alloc(48, 3), RANDOMS, suite);
  return { write: new CbcDirection(version, suite, client), read: new CbcDirection(version, suite, client) };
}

function open(read: CbcDirection, bytes: Buffer) {
  const reader = new RecordReader();
  reader.push(bytes);
  const found = reader.next();
  if (found === null) throw new Error('half a record');
  return read.open(found.type, found.body);
}

const plain = ({ content, mac, padding }: CbcParts, change: (parts: CbcParts) => void): Buffer => {
  change({ content, mac, padding });
  return Buffer.concat([content, mac, padding]);
};

const flip = (bytes: Buffer, at: number): void => void bytes.writeUInt8(bytes.readUInt8(at) ^ 0x55, at);

describe.each([0x0301, 0x0302, 0x0303])('records of version %i', (version) => {
  test.each([0x000a, 0x002f, 0x0035, 0x003c, 0x0041, 0xc028, 0xc03c])('come back as they went: %i', (id) => {
    const { write, read } = pair(id, version);
    for (const content of CONTENTS) {
      const opened = open(read, write.seal(CONTENT.application, content));
      expect(opened).toEqual({ content, padding: 'right', macRight: true });
    }
  });

  test('padding that is wrong leaves the MAC right, and a wrong MAC the padding', () => {
    const { write, read } = pair(0x002f, version);
    const seal = (change: (parts: CbcParts) => void) =>
      write.seal(CONTENT.application, Buffer.from('content'), (parts) => plain(parts, change), 1);
    expect(
      open(
        read,
        seal(({ padding }) => flip(padding, 0)),
      ),
    ).toMatchObject({ padding: 'wrong', macRight: true });
    expect(
      open(
        read,
        seal(({ mac }) => flip(mac, 3)),
      ),
    ).toMatchObject({ padding: 'right', macRight: false });
    const long = seal(({ padding }) => void padding.writeUInt8(255, padding.length - 1));
    expect(open(read, long)).toMatchObject({ padding: 'too_long', macRight: false });
  });

  test('a record that is told again is none: its number counts', () => {
    const { write, read } = pair(0x002f, version);
    const first = write.seal(CONTENT.application, Buffer.from('once'));
    open(read, first);
    expect(open(read, first).macRight).toBe(false);
  });

  test('a body that is not made of whole blocks is refused', () => {
    const { read } = pair(0x002f, version);
    for (const length of [0, 1, 15, 17, 33]) {
      expect(() => read.open(CONTENT.application, Buffer.alloc(length))).toThrow('record_not_in_blocks');
    }
  });
});

test('knows which suites it can speak', () => {
  const names = SUITES.filter((suite) => suite.mode === 'cbc' && cbcSuite(suite) === null).map(({ cipher }) => cipher);
  expect(new Set(names)).toEqual(new Set(['RC2', 'DES', 'IDEA', 'SEED']));
  expect(SUITES.filter((suite) => suite.mode !== 'cbc').every((suite) => cbcSuite(suite) === null)).toBe(true);
});
