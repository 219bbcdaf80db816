import { storable } from '@/lib/core/storable';

/** Why a report cannot be read; each has `title` and `remedy` in messages/<locale>/importErrors.json. */
export const REPORT_ERROR_CODES = [
  'empty_file',
  'truncated',
  'not_utf8',
  'encoding_unsupported',
  'nul_byte',
  'control_character',
  'binary_file',
  'html_page',
  'unknown_format',
  'ambiguous_format',
  'wrong_syntax',
  'json_malformed',
  'too_deep',
  'too_large_record',
  'too_large_string',
  'too_large_document',
  'too_large_report',
  'too_many_records',
  'xml_malformed',
  'xml_entity',
  'xml_too_many_attributes',
  'csv_malformed',
  'csv_ragged',
  'csv_header',
  'zip_bomb',
  'archive_corrupt',
  'archive_nested',
  'archive_encrypted',
  'archive_empty',
  'archive_too_many_entries',
  'archive_duplicate_name',
  'record_invalid',
] as const;
export type ReportErrorCode = (typeof REPORT_ERROR_CODES)[number];

export type ReportPlace = {
  /** From 1; the column counts UTF-16 units, as editors do. */
  readonly line?: number;
  readonly column?: number;
  /** Bytes from the start of the report, after decompression and in UTF-8. */
  readonly offset?: number;
  /** The record: `Results[3].Vulnerabilities[17]`. */
  readonly path?: string;
  /** The file within the archive. */
  readonly entry?: string;
};

/** What a text of the report may take in the error about it. */
const TOLD = 500;

function told<T>(value: T): T | string {
  return typeof value === 'string' ? storable(value, TOLD) : value;
}

/** The report cannot be used. Stored with the import as it is (`toJSON`) and translated at the edge. */
export class ReportError extends Error {
  override readonly name = 'ReportError';

  constructor(
    readonly code: ReportErrorCode,
    readonly place: ReportPlace = {},
    readonly params: Readonly<Record<string, string | number>> = {},
  ) {
    super(code);
  }

  /** The same error, with what is known further out. */
  placed(place: ReportPlace): ReportError {
    return new ReportError(this.code, { ...place, ...this.place }, this.params);
  }

  toJSON(): ReportPlace & { code: ReportErrorCode; params: Readonly<Record<string, string | number>> } {
    const { path, entry } = this.place;
    const params = Object.entries(this.params).map(([key, value]) => [key, told(value)] as const);
    return {
      code: this.code,
      ...this.place,
      ...(path !== undefined && { path: told(path) }),
      ...(entry !== undefined && { entry: told(entry) }),
      params: Object.fromEntries(params),
    };
  }
}
