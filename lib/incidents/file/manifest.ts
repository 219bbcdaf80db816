import { z } from 'zod';
import type { EvidenceView } from '@/lib/incidents/file/types';

/** A path in a ZIP of nothing but a folder of ours and one name: bytes that every file system takes. */
const NAME_BYTES = 180;
const encoder = new TextEncoder();

function cut(name: string, bytes: number): string {
  let kept = '';
  let left = bytes;
  for (const one of name) {
    left -= encoder.encode(one).length;
    if (left < 0) break;
    kept += one;
  }
  return kept;
}

/**
 * What a file is called in the ZIP. Its number makes it the only one of its name; nothing of what a person named it leads
 * elsewhere, hides what it is, or is refused by a file system.
 */
export function pathOf({ number, name }: Pick<EvidenceView, 'number' | 'name'>): string {
  const tidy = name
    .normalize('NFC')
    .replaceAll(/[\p{C}\p{Zl}\p{Zp}/\\:*?"<>|]/gu, '_')
    .replace(/^[.\s]+/, '')
    .replace(/[.\s]+$/, '');
  const ending = /\.[A-Za-z0-9]{1,10}$/.exec(tidy)?.[0] ?? '';
  const stem = cut(tidy.slice(0, tidy.length - ending.length), NAME_BYTES);
  return `files/E-${number}${stem + ending === '' ? '' : ` ${stem}${ending}`}`;
}

export type Exported = {
  readonly id: string;
  readonly at: string;
  readonly by: { readonly id: string; readonly name: string };
};
type Of = { readonly number: string; readonly title: string; readonly product: string };

/** What the ZIP says of itself: JSON, moments in ISO 8601 and UTC, sizes in bytes. `docs/incidents.md` describes it. */
export function manifestOf(incident: Of, exported: Exported, files: readonly EvidenceView[]): string {
  const listed = files.map(({ number, custody, collectedAt, corrections, ...file }) => ({
    ...{ evidence: `E-${number}`, path: pathOf({ number, name: file.name }) },
    ...{ ...file, takenAt: collectedAt },
    corrections: corrections.map(({ at, by, reason, before: { description, origin, collectedAt } }) => ({
      ...{ at, by, reason, before: { description, origin, takenAt: collectedAt } },
    })),
    custody: custody.map(({ at, verb, by, note }) => ({ at, verb, by, note })),
  }));
  return `${JSON.stringify({ format: 'lagebild-evidence/1', incident, exported, files: listed }, null, 2)}\n`;
}

const filesSchema = z.object({
  files: z.array(
    z.object({ id: z.uuid(), path: z.string(), size: z.number(), sha256: z.string(), addedAt: z.iso.datetime() }),
  ),
});
type Listed = z.infer<typeof filesSchema>['files'][number];

/** The files that a manifest names. */
export function filesIn(manifest: string): readonly Listed[] {
  return filesSchema.parse(JSON.parse(manifest)).files;
}

/** Lines that `sha256sum -c` reads: hash, two spaces, path. The paths hold nothing that it would have to escape. */
export function sumsOf(files: readonly Pick<Listed, 'path' | 'sha256'>[], manifest: string): string {
  const lines = files.map(({ path, sha256 }) => `${sha256}  ${path}\n`);
  return [...lines, `${manifest}  manifest.json\n`].join('');
}
