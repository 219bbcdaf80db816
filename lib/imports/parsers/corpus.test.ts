import { createReadStream, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fingerprint } from '@/lib/findings/fingerprint';
import { SEVERITIES } from '@/lib/findings/severity';
import { PARSERS } from '@/lib/imports/parsers/registry';
import type { ParsedFinding } from '@/lib/imports/parsers/types';
import { openContainer } from '@/lib/imports/reading/container';
import { detectFormat } from '@/lib/imports/reading/detect';
import { ReportError } from '@/lib/imports/reading/errors';
import { readAll } from '@/lib/imports/reading/testing';

/** Reports of real scanners with a second opinion on each; set LAGEBILD_CORPUS to its folder. */
const corpus = process.env.LAGEBILD_CORPUS;
const scans = join(corpus ?? '', 'scans');

type Expected = { readonly file: string; readonly says: string };
type Difference = { readonly file: string; readonly ours: string; readonly reason: string };
type Differences = {
  /** Folders whose formats come later, with the reason. */
  readonly later: Readonly<Record<string, string>>;
  readonly differences: readonly Difference[];
  /** Files in which records share an identity on purpose: "records:identities". */
  readonly merged: readonly Difference[];
};

const known: Differences = JSON.parse(readFileSync(join(import.meta.dirname, 'corpus-differences.json'), 'utf8'));

function expectations(): Expected[] {
  const lines = readFileSync(join(scans, 'expected.tsv'), 'utf8').trim().split('\n').slice(1);
  const rows = lines.map((line) => {
    const [, file = '', findings = '', severities = ''] = line.split('\t');
    return { file, says: findings === 'ERROR' ? 'refused' : summary(Number(findings), severities) };
  });
  return [...new Map(rows.map((row) => [row.file, row])).values()];
}

function summary(count: number, severities: string): string {
  return count === 0 ? '0' : `${count}: ${severities.toLowerCase()}`;
}

/** As an import shows them: records of one identity are one finding, as severe as the worst of them. */
function summarise(records: readonly ParsedFinding[]): string {
  const severities = new Map<string, number>();
  for (const { kind, identity, severity } of records) {
    const key = fingerprint(kind, identity);
    severities.set(key, Math.max(severities.get(key) ?? 0, severity));
  }
  const findings = [...severities.values()];
  const names = [...SEVERITIES].reverse();
  const counts = names.map((name) => [name, findings.filter((severity) => SEVERITIES[severity] === name).length]);
  const present = counts.filter(([, count]) => count !== 0).map(([name, count]) => `${name}=${count}`);
  return summary(findings.length, present.join(','));
}

async function findingsOf(file: string): Promise<ParsedFinding[]> {
  const container = await openContainer(() => createReadStream(join(scans, file)));
  try {
    const items = [];
    for (const { source } of container.reports) {
      items.push(...(await readAll(source, await detectFormat(source, PARSERS))));
    }
    return items.flatMap(({ result }) => ('skipped' in result ? [] : [result]));
  } finally {
    await container.close();
  }
}

/** "3: high=3", or "refused: code" where the reader throws. */
async function ours(file: string): Promise<string> {
  try {
    return summarise(await findingsOf(file));
  } catch (error) {
    if (error instanceof ReportError) return `refused: ${error.code}`;
    throw error;
  }
}

describe.skipIf(!corpus)('the corpus', () => {
  const all = corpus ? expectations() : [];
  const folder = (file: string) => file.split('/', 1)[0] ?? '';
  const supported = all.filter(({ file }) => !(folder(file) in known.later));

  it.for(supported)('$file', async ({ file, says }) => {
    const found = await ours(file);
    const explained = known.differences.find((difference) => difference.file === file);
    if (explained) expect(found).toBe(explained.ours);
    else expect(found.startsWith('refused') ? 'refused' : found).toBe(says);
  });

  it.for(supported)('identities of $file', async ({ file }) => {
    const findings = await findingsOf(file).catch(() => []);
    const identities = new Set(findings.map(({ kind, identity }) => fingerprint(kind, identity)));
    const explained = known.merged.find((difference) => difference.file === file);
    expect(`${findings.length}:${identities.size}`).toBe(explained?.ours ?? `${findings.length}:${findings.length}`);
    for (const { title, identity, ruleId } of findings) {
      expect(title).not.toBe('');
      expect(ruleId).not.toBe('');
      expect(identity.filter((part) => part !== '').length).toBeGreaterThan(1);
    }
  });

  it('has no explanation that is stale', () => {
    const says = new Map(all.map((row) => [row.file, row.says]));
    const stale = known.differences.filter(({ file, ours: told }) => told === says.get(file) || !says.has(file));
    expect(stale).toEqual([]);
    expect(known.merged.filter(({ ours: told }) => new Set(told.split(':')).size === 1)).toEqual([]);
    const folders = new Set(all.map(({ file }) => folder(file)));
    expect(Object.keys(known.later).filter((name) => !folders.has(name))).toEqual([]);
    for (const { reason } of [...known.differences, ...known.merged]) expect(reason.length).toBeGreaterThan(20);
    expect(existsSync(join(scans, 'expected.tsv'))).toBe(true);
  });
});
