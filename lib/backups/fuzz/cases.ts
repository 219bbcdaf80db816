import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { shapeOf } from '@/lib/backups/shapes/registry';
import { type Arrival, UnreadableDocument } from '@/lib/backups/shapes/types';
import { caseOf } from '@/lib/events/fuzz/mutate';

const ARRIVAL: Arrival = {
  ...{ receivedAt: new Date('2026-11-22T12:00:00Z'), zone: 'Europe/Berlin', asset: 'db', repository: '' },
  ...{ exitCode: 1, madeAt: null, readData: true },
};

/** The fixtures of a shape: they are called after it. */
export function seedsOf(shape: string, folder: string): string[] {
  const [tool = shape] = shape.split('-');
  return readdirSync(folder)
    .filter((name) => name.startsWith(tool))
    .map((name) => readFileSync(join(folder, name), 'utf8'));
}

/** Reads the broken document of this number. @returns whether it was read; throws what must not happen */
export function readCase(id: string, seeds: readonly string[], seed: number, number: number): boolean {
  const text = Buffer.from(caseOf({ id, syntax: 'json' }, seeds, seed, number)).toString('utf8');
  try {
    const told = shapeOf(id)?.read(text, ARRIVAL);
    const times = told?.points?.flatMap(({ at, startedAt, endedAt }) => [at, startedAt, endedAt]) ?? [];
    if (times.some((time) => time && Number.isNaN(time.getTime()))) throw new Error('a copy of no time');
    return true;
  } catch (error) {
    if (error instanceof UnreadableDocument) return false;
    throw error;
  }
}
