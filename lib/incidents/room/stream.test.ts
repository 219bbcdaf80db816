import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { StreamEvent } from '@/lib/incidents/room/events';
import { createHub, type Hub } from '@/lib/incidents/room/hub';
import { eventStream } from '@/lib/incidents/room/stream';
import type { EntryLine } from '@/lib/incidents/room/types';

const BEAT_MS = 15_000;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function line(seq: number, note = ''): EntryLine {
  const at = '2026-11-22T12:00:00.000Z';
  return { seq, at, happenedAt: at, kind: 'message', actor: { id: null, name: 'Rita' }, note, mentions: [], data: {} };
}

/** A hub over lines in memory; `write` adds some and tells of them. */
function aHub(lines: EntryLine[]): { hub: Hub; write: (...more: EntryLine[]) => Promise<void> } {
  let tell: (channel: string, payload: string) => void = () => undefined;
  const hub = createHub({
    linesAfter: async (_id, seq) => ({ lines: lines.filter((one) => one.seq > seq), more: false }),
    present: async () => [],
    listen: (_channels, { onNotice }) => {
      tell = onNotice;
      return { close: async () => undefined };
    },
    limits: { perPerson: 5, perProcess: 5 },
  });
  return {
    hub,
    write: async (...more) => {
      lines.push(...more);
      tell('lagebild_incident', 'an-incident 1');
      await vi.advanceTimersByTimeAsync(0);
    },
  };
}

function open(hub: Hub, more: { behind?: boolean; onBeat?: () => Promise<boolean> } = {}) {
  const onEnd = vi.fn();
  const stream = eventStream({
    ...{ hub, incidentId: 'an-incident', personId: 'p', after: 1, behind: false, beatMs: BEAT_MS },
    ...{ onBeat: async () => true, onEnd, ...more },
  });
  const reader = stream.getReader();
  const decoder = new TextDecoder();
  const next = async () => {
    const { value, done } = await reader.read();
    return done ? null : decoder.decode(value);
  };
  return { next, reader, onEnd };
}

const typeOf = (text: string | null): StreamEvent['type'] | string =>
  /^event: (\w+)$/m.exec(text ?? '')?.[1] ?? (text === null ? 'closed' : text);

it('says hello, then each line with its number as id, and a heartbeat', async () => {
  const { hub, write } = aHub([line(1)]);
  const { next } = open(hub);
  expect(await next()).toBe('retry: 2000\nevent: hello\ndata: {"lastSeq":1}\n\n');
  await write(line(2, 'a\nb'));
  const text = await next();
  expect(text).toMatch(/^id: 2\nevent: line\ndata: \{"seq":2,.*"note":"a\\nb".*\}\n\n$/);
  await vi.advanceTimersByTimeAsync(BEAT_MS);
  expect(await next()).toBe(':\n\n');
});

it('tells whoever missed too much to read anew', async () => {
  const { next } = open(aHub([line(1)]).hub, { behind: true });
  expect(typeOf(await next())).toBe('hello');
  expect(await next()).toBe('id: 1\nevent: behind\ndata: {"lastSeq":1}\n\n');
});

it('ends when the person may no longer read it', async () => {
  const { hub, write } = aHub([line(1)]);
  const { next, onEnd } = open(hub, { onBeat: async () => false });
  await next();
  await vi.advanceTimersByTimeAsync(BEAT_MS);
  expect(typeOf(await next())).toBe(':\n\n');
  expect(await next()).toContain('"why":"revoked"');
  expect(await next()).toBeNull();
  expect(onEnd).toHaveBeenCalledOnce();
  await write(line(2));
  expect(hub.size()).toBe(0);
});

it('ends when nobody can tell whether they may', async () => {
  const { next } = open(aHub([line(1)]).hub, { onBeat: () => Promise.reject(new Error('no database')) });
  await next();
  await vi.advanceTimersByTimeAsync(BEAT_MS);
  await next();
  expect(await next()).toContain('"why":"stopping"');
});

it('keeps little for a slow reader, tells it the rest when it reads, and ends one that reads nothing', async () => {
  const { hub, write } = aHub([line(1)]);
  const slow = open(hub);
  const long = 'x'.repeat(40_000);
  await write(...[2, 3, 4, 5].map((seq) => line(seq, long)));
  expect(typeOf(await slow.next())).toBe('hello');
  const seen: string[] = [];
  for (let n = 0; n < 4; n += 1) seen.push(/^id: (\d+)/.exec((await slow.next()) ?? '')?.[1] ?? '');
  expect(seen).toEqual(['2', '3', '4', '5']);
  await write(...[6, 7, 8, 9].map((seq) => line(seq, long)));
  await vi.advanceTimersByTimeAsync(2 * BEAT_MS);
  expect(slow.onEnd).toHaveBeenCalledOnce();
  expect(hub.size()).toBe(0);
});

it('leaves when the reader does', async () => {
  const { hub } = aHub([line(1)]);
  const { reader, onEnd } = open(hub);
  await reader.cancel();
  expect(onEnd).toHaveBeenCalledOnce();
  expect(hub.size()).toBe(0);
});
