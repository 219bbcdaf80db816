import type { Appraisal } from '@/lib/findings/data/appraise';
import {
  DETAIL_COLUMNS,
  detailFields,
  EVIDENCE_COLUMNS,
  evidenceFields,
  FINDING_COLUMNS,
  findingFields,
} from '@/lib/imports/apply/columns';
import { int16Field, int32sField, textField } from '@/lib/imports/apply/copy-binary';
import type { ReportRow } from '@/lib/imports/apply/row';
import type { ByteBuilder } from '@/lib/imports/reading/byte-builder';

/** Columns of the three parts of a tuple that a report alone decides, in their order; as types where they are staged. */
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

/** Where the parts of a finding end: fields of COPY, before it is known where it goes. */
export type Segments = { readonly finding: number; readonly detail: number; readonly evidence: number };

/** Writes down what a report says of a finding: the three parts after one another. */
export function writeSegments(to: ByteBuilder, row: ReportRow, tokens: readonly number[], weight: Appraisal): Segments {
  textField(to, row.fingerprint);
  int32sField(to, tokens);
  int16Field(to, weight.priority);
  int16Field(to, weight.ssvc);
  findingFields(to, row, weight);
  const finding = to.length;
  detailFields(to, row);
  const detail = to.length;
  evidenceFields(to, row);
  return { finding, detail, evidence: to.length };
}
