import { connect, type Socket } from 'node:net';
import { describe, expect, test } from 'vitest';
import { type FakeServer, listenOnLoopback } from '@/lib/tls/testing/fake-server';
import { fakeServer, verdictsAt } from '@/lib/tls/testing/weaknesses';
import { CONTENT, record } from '@/lib/tls/wire/records';

/** Milliseconds for a whole run of probes; a slow machine may take a little more to notice. */
const [DEADLINE, SLACK] = [2500, 3000];

/** Passes to a fake server and back; `change` sees each chunk of the server's and how many came before it. */
async function relay(target: FakeServer, change: (chunk: Buffer, socket: Socket, count: number) => void) {
  return listenOnLoopback((socket) => {
    let count = 0;
    const upstream = connect(target.port, '127.0.0.1');
    upstream.on('error', () => socket.destroy()).on('end', () => socket.end());
    upstream.on('data', (chunk: Buffer) => change(chunk, socket, count++));
    socket.on('data', (chunk: Buffer) => upstream.write(chunk)).on('close', () => upstream.destroy());
  });
}

async function verdictsThrough(change: (chunk: Buffer, socket: Socket, count: number) => void) {
  const target = await fakeServer({ quirks: { heartbeat: 'answers', tickets: 'honest' } });
  const server = await relay(target, change);
  const begun = performance.now();
  try {
    const verdicts = await verdictsAt(server.port, DEADLINE, target.port);
    const milliseconds = performance.now() - begun;
    await expect.poll(server.open).toBe(0);
    return { verdicts, milliseconds };
  } finally {
    await Promise.all([server.stop(), target.stop()]);
  }
}

/** The next number of a small generator: the same answers in every run. */
function numbersFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state;
  };
}

describe.each([1, 2, 3])('mutated answers, seed %i', (seed) => {
  test('end in time, without a mistake of ours', async () => {
    const next = numbersFrom(seed);
    const { verdicts, milliseconds } = await verdictsThrough((chunk, socket) => {
      const spoilt = Buffer.from(chunk);
      // High bits: the low ones of such a generator repeat too soon. A third of all chunks pass as they are.
      if (next() >>> 30 !== 0) spoilt.writeUInt8(next() >>> 24, (next() >>> 8) % spoilt.length);
      socket.write(spoilt);
    });
    expect(milliseconds).toBeLessThan(DEADLINE + SLACK);
    expect(Object.entries(verdicts).filter(([, { verdict }]) => verdict === 'not_checked')).toEqual([]);
  });
});

const WARNING = Buffer.concat(Array.from({ length: 200 }, () => record(CONTENT.alert, 0x0303, Buffer.of(1, 90))));
const AFTERWARDS: readonly (readonly [string, (socket: Socket) => void])[] = [
  ['says nothing more', () => undefined],
  [
    'floods with application data',
    (socket) => void socket.write(record(CONTENT.application, 0x0303, Buffer.alloc(2e6))),
  ],
  ['floods with warnings', (socket) => void setInterval(() => socket.write(WARNING), 1).unref()],
  ['is no longer TLS', (socket) => void socket.write('HTTP/1.1 400 Bad Request\r\n\r\n')],
  [
    'drips a record that never ends',
    (socket) => {
      socket.write(Buffer.of(CONTENT.alert, 3, 3, 0x40, 0));
      const drip = setInterval(() => socket.write(Buffer.of(0)), 100);
      socket.on('close', () => clearInterval(drip));
    },
  ],
];

test.each(AFTERWARDS)('a server that %s after its first flight', async (_name, say) => {
  const { verdicts, milliseconds } = await verdictsThrough((chunk, socket, count) => {
    if (count === 0) socket.write(chunk);
    if (count === 0) setTimeout(say, 20, socket);
  });
  expect(milliseconds).toBeLessThan(DEADLINE + SLACK);
  expect(
    Object.values(verdicts).filter(({ verdict }) => verdict === 'vulnerable' || verdict === 'not_checked'),
  ).toEqual([]);
});
