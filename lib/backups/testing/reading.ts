import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { shapeOf } from '@/lib/backups/shapes/registry';
import { type Arrival, type Told, UnreadableDocument } from '@/lib/backups/shapes/types';

const FIXTURES = join(import.meta.dirname, '..', 'shapes', 'fixtures');

export const fixture = (name: string): string => readFileSync(join(FIXTURES, name), 'utf8');

const NOTHING: Arrival = {
  ...{ receivedAt: new Date('2026-11-22T12:00:00Z'), zone: null, asset: '', repository: '' },
  ...{ exitCode: null, madeAt: null, readData: null },
};

/** What a shape makes of a text, or the code of its refusal. */
export function reading(shape: string, text: string, arrival: Partial<Arrival> = {}): Told | string {
  try {
    return shapeOf(shape)?.read(text, { ...NOTHING, ...arrival }) ?? 'no shape';
  } catch (error) {
    if (error instanceof UnreadableDocument) return error.refusal;
    throw error;
  }
}
