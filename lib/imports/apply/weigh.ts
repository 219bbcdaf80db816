import type pg from 'pg';
import { attributesOf, currentIntel, priorityWeights } from '@/lib/findings/data/scales';
import { priorityOf } from '@/lib/findings/priority';
import { ssvcOf } from '@/lib/findings/ssvc';
import type { ReportRow } from '@/lib/imports/apply/row';

/** What is known of a vulnerability here; null: nothing, and the scanner's word stays. */
type Intel = { readonly epss: number | null; readonly listed: boolean | null };

/** A new finding's urgency, and what it was taken from. */
export type Weight = {
  readonly epss: number | null;
  readonly knownExploited: boolean | null;
  readonly priority: number;
  readonly ssvc: number;
};
export type Weigh = (client: pg.ClientBase, rows: readonly ReportRow[]) => Promise<Weight[]>;

const INTEL = `
  SELECT c.cve, e.score::float8 AS epss, CASE WHEN k.cve IS NOT NULL THEN k.withdrawn_at IS NULL END AS listed
  FROM unnest($1::text[]) AS c(cve) LEFT JOIN epss e ON e.cve = c.cve LEFT JOIN kev k ON k.cve = c.cve
  WHERE e.cve IS NOT NULL OR k.cve IS NOT NULL`;

const idsOf = ({ finding, vulnId }: ReportRow) => [...finding.ids, vulnId].filter((id) => id.startsWith('CVE-'));

async function intelOf(client: pg.ClientBase, rows: readonly ReportRow[]): Promise<ReadonlyMap<string, Intel>> {
  const cves = [...new Set(rows.flatMap(idsOf))];
  const { rows: found } = await client.query<Intel & { cve: string }>({
    name: 'lagebild-intel',
    text: INTEL,
    values: [cves],
  });
  return new Map(found.map((one) => [one.cve, one]));
}

/**
 * Weighs the new findings of a product as the worker would after the import (lib/findings/mutations/reweigh.ts), so that
 * it has nothing to write again.
 */
export async function weigher(productId: string, firstSeenAt: Date, now: Date): Promise<Weigh> {
  const [product, weights, { epss, kev }] = await Promise.all([
    attributesOf(productId),
    priorityWeights(),
    currentIntel(),
  ]);
  const weighOne = (row: ReportRow, intel: ReadonlyMap<string, Intel>): Weight => {
    const { finding, vulnId, cvssScore } = row;
    const known = idsOf(row).flatMap((id) => intel.get(id) ?? []);
    const scores = known.flatMap((one) => one.epss ?? []);
    const listings = known.flatMap((one) => one.listed ?? []);
    const said = finding.knownExploited ?? null;
    const unlisted = said === null && kev !== null && vulnId.startsWith('CVE-') ? false : said;
    const facts = {
      vulnId,
      severity: finding.severity,
      cvssScore,
      epss: scores.length > 0 ? Math.max(...scores) : (finding.epss ?? null),
      knownExploited: listings.length > 0 ? listings.includes(true) : unlisted,
      fixAvailable: finding.fixAvailable ?? null,
      firstSeenAt,
    };
    const { rank } = ssvcOf({ ...facts, references: finding.references, cvss: finding.cvss }, product);
    const { total } = priorityOf(facts, product, weights, now);
    return { epss: facts.epss, knownExploited: facts.knownExploited, priority: total, ssvc: rank };
  };
  return async (client, rows) => {
    const intel = epss || kev ? await intelOf(client, rows) : new Map<string, Intel>();
    return rows.map((row) => weighOne(row, intel));
  };
}
