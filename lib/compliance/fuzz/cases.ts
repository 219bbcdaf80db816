import { readCatalogue } from '@/lib/compliance/oscal/read';
import { DomainError } from '@/lib/core/errors';
import { caseOf } from '@/lib/events/fuzz/mutate';

/** Reads the broken catalogue of this number. @returns whether it was read; throws what must not happen */
export function readCase(seeds: readonly string[], seed: number, number: number): boolean {
  const bytes = new Uint8Array(Buffer.from(caseOf({ id: 'oscal', syntax: 'json' }, seeds, seed, number)));
  try {
    const { controls, groups } = readCatalogue(bytes);
    const known = new Set(groups.map(({ id }) => id));
    if (!controls.every(({ group }) => known.has(group))) throw new Error('a control without its group');
    return true;
  } catch (error) {
    if (error instanceof DomainError) return false;
    throw error;
  }
}
