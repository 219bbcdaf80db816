import { ReportError } from '@/lib/imports/reading/errors';
import type { ReadLimits } from '@/lib/imports/reading/limits';

/** Counts output and throws `zip_bomb` once it is too much, in total or for what went in. */
export function unpackMeter(limits: ReadLimits): (bytes: number, packed: number) => void {
  let unpacked = 0;
  return (bytes, packed) => {
    unpacked += bytes;
    const ratio = unpacked / Math.max(packed, 1);
    if (unpacked > limits.report || (unpacked > limits.ratioFrom && ratio > limits.ratio)) {
      throw new ReportError('zip_bomb', { offset: unpacked }, { ratio: Math.round(ratio), limit: limits.ratio });
    }
  };
}

/** zlib's refusals as ours; everything else as it is. */
export function archiveError(error: unknown): unknown {
  if (error instanceof ReportError || !(error instanceof Error)) return error;
  const code = 'code' in error ? String(error.code) : '';
  if (code === 'Z_BUF_ERROR') return new ReportError('archive_corrupt', {}, { reason: 'unexpected end' });
  if (code.startsWith('Z_')) return new ReportError('archive_corrupt', {}, { reason: error.message.slice(0, 200) });
  return error;
}
