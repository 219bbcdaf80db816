import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { jsonOf } from '@/lib/core/json';
import { piecesOf } from '@/lib/events/reading/pieces';
import { type Shape, UnreadableRecord } from '@/lib/events/shapes/types';
import type { EventDraft } from '@/lib/events/types';

/** When deliveries of tests come in unless they say otherwise. */
export const RECEIVED = new Date('2026-11-22T12:00:00Z');

const FIXTURES = join(import.meta.dirname, '..', 'shapes', 'fixtures');

/** What a shape makes of each record of a text: its drafts, or the code of a refusal. No record is too old here. */
export function readings(
  shape: Shape,
  text: string,
  receivedAt: Date = RECEIVED,
  zone: string | null = null,
): (readonly EventDraft[] | string)[] {
  const pieces = piecesOf(shape, text);
  return [...pieces].map((piece) => {
    if ('refused' in piece) return piece.refused;
    try {
      return shape.read(shape.syntax === 'json' ? (jsonOf(piece.text) ?? null) : piece.text, { receivedAt, zone });
    } catch (error) {
      if (error instanceof UnreadableRecord) return error.code;
      throw error;
    }
  });
}

/** The drafts of a text, each record of which must be read. */
export function drafts(
  shape: Shape,
  text: string,
  receivedAt: Date = RECEIVED,
  zone: string | null = null,
): EventDraft[] {
  return readings(shape, text, receivedAt, zone).flatMap((reading) => {
    if (typeof reading === 'string') throw new Error(`refused: ${reading}`);
    return reading;
  });
}

/** The one draft of a text. */
export function draft(shape: Shape, text: string, receivedAt: Date = RECEIVED): EventDraft {
  const [only, ...others] = drafts(shape, text, receivedAt);
  if (!only || others.length > 0) throw new Error('not one event');
  return only;
}

/** Text of a fixture beside the shapes: `falco/exec.json`. */
export function fixture(name: string): string {
  return readFileSync(join(FIXTURES, name), 'utf8');
}

/** All that was written for a shape. */
export function fixturesOf(shape: Shape): string[] {
  return readdirSync(join(FIXTURES, shape.id)).map((name) => fixture(`${shape.id}/${name}`));
}

/** The collection of real records, where `folder` (LAGEBILD_CORPUS of a test's environment) names it. */
export function corpusAt(folder: string | undefined) {
  const root = join(folder ?? '', 'events');
  return {
    isThere: folder !== undefined && existsSync(root),
    /** A file: `falco/falco_events.jsonl`. */
    text: (name: string) => readFileSync(join(root, name), 'utf8'),
    /** The names of the files in one of its folders, that folder's before them. */
    files: (name: string) => readdirSync(join(root, name)).map((file) => `${name}/${file}`),
  };
}
