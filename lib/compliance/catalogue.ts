import 'server-only';
import bsiIso from '@/lib/compliance/crosswalks/bsi-iso-27001-grundschutz-pp.json';
import { type Crosswalk, crosswalkSchema, frameworkSchema, mappingSchema } from '@/lib/compliance/framework-schema';
import bsi from '@/lib/compliance/frameworks/bsi-grundschutz-pp.json';
import eu2690 from '@/lib/compliance/frameworks/eu-2024-2690.json';
import gdpr from '@/lib/compliance/frameworks/gdpr.json';
import iso from '@/lib/compliance/frameworks/iso-27001-2022.json';
import nis2 from '@/lib/compliance/frameworks/nis2.json';
import csf from '@/lib/compliance/frameworks/nist-csf-2.0.json';
import soc2 from '@/lib/compliance/frameworks/soc2-2017.json';
import bsiRows from '@/lib/compliance/mappings/bsi-grundschutz-pp.json';
import eu2690Rows from '@/lib/compliance/mappings/eu-2024-2690.json';
import gdprRows from '@/lib/compliance/mappings/gdpr.json';
import isoRows from '@/lib/compliance/mappings/iso-27001-2022.json';
import nis2Rows from '@/lib/compliance/mappings/nis2.json';
import csfRows from '@/lib/compliance/mappings/nist-csf-2.0.json';
import soc2Rows from '@/lib/compliance/mappings/soc2-2017.json';
import type { Framework } from '@/lib/compliance/types';

/** The frameworks that Lagebild brings, in the order in which pages show them. */
export const FRAMEWORKS: readonly Framework[] = [iso, soc2, gdpr, nis2, eu2690, csf, bsi].map((file) =>
  frameworkSchema.parse(file),
);

export const MAPPINGS = [isoRows, soc2Rows, gdprRows, nis2Rows, eu2690Rows, csfRows, bsiRows].map((file) =>
  mappingSchema.parse(file),
);

export const CROSSWALKS = [crosswalkSchema.parse(bsiIso)];

export type MappingRow = (typeof MAPPINGS)[number]['rows'][number];

const ROWS = new Map(
  MAPPINGS.map(({ framework, rows }) => [framework, Map.groupBy(rows, ({ control }) => control)] as const),
);

/** The safeguards behind a control; none where nobody judged it yet. */
export function mappedTo(framework: string, control: string): readonly MappingRow[] {
  return ROWS.get(framework)?.get(control) ?? [];
}

/** A row of a crosswalk, with whose it is. */
export type Corresponding = Crosswalk['rows'][number] & Pick<Crosswalk, 'to' | 'issuer' | 'licence' | 'source'>;

/** What others say that a control corresponds to. */
export function correspondsTo(framework: string, control: string): readonly Corresponding[] {
  return CROSSWALKS.filter(({ from }) => from === framework).flatMap(({ rows, to, issuer, licence, source }) =>
    rows.filter((row) => row.control === control).map((row) => ({ ...row, to, issuer, licence, source })),
  );
}
