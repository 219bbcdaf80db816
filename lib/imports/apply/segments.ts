import type { Appraisal } from '@/lib/findings/data/appraise';
import {
  DETAIL_COLUMNS,
  detailValues,
  EVIDENCE_COLUMNS,
  evidenceValues,
  FINDING_COLUMNS,
  findingValues,
} from '@/lib/imports/apply/columns';
import { copyFields } from '@/lib/imports/apply/copy-text';
import type { ReportRow } from '@/lib/imports/apply/row';

/** Columns of the three parts of a line that a report alone decides, in their order; as types where they are staged. */
export const SEGMENTS = {
  finding: {
    fingerprint: 'text',
    tokens: 'int[]',
    priority: 'smallint',
    ssvc: 'smallint',
    ...FINDING_COLUMNS,
  },
  detail: DETAIL_COLUMNS,
  evidence: EVIDENCE_COLUMNS,
} as const;

/** Fields of COPY, parted by tabs, without the end of a line. */
export type Segments = { readonly finding: string; readonly detail: string; readonly evidence: string };

/** Writes down what a report says of a finding, before it is known where that goes. */
export function segmentsOf(row: ReportRow, tokens: readonly number[], weight: Appraisal): Segments {
  const { priority, ssvc, ...known } = weight;
  return {
    finding: copyFields([row.fingerprint, tokens, priority, ssvc, ...findingValues(row, known)]),
    detail: copyFields(detailValues(row)),
    evidence: copyFields(evidenceValues(row)),
  };
}
