import { parentPort } from 'node:worker_threads';
import type { JsonParser } from '@/lib/imports/parsers/types';
import type { Said } from '@/lib/imports/reader/messages';
import { serveReports } from '@/lib/imports/reader/serve';
import { PROBE } from '@/lib/imports/testing';

/** Ways to die, by the title of a finding. */
const DEATHS: Readonly<Record<string, () => void>> = {
  exit: () => process.exit(3),
  circles: () => {
    while (true);
  },
  uncaught: () => {
    setImmediate(() => {
      throw new Error('nobody catches this');
    });
  },
  later: () => {
    parentPort?.on('message', ({ kind }: Said) => {
      if (kind === 'close') setTimeout(() => process.exit(3), 100);
    });
  },
};

/** Reads as the tests' scanner does, and dies of what a finding says. */
const DYING: JsonParser = {
  ...PROBE,
  open: (skeleton) => {
    const reader = PROBE.open(skeleton);
    const read: typeof reader.read = function* (record) {
      for (const result of reader.read(record)) {
        if ('title' in result) DEATHS[result.title]?.();
        yield result;
      }
    };
    return { ...reader, read };
  },
};

if (parentPort) serveReports(parentPort, [DYING]);
