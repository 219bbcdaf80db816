import { utf8Pieces } from '@/lib/imports/reading/encoding';
import { ReportError } from '@/lib/imports/reading/errors';
import type { ReadLimits } from '@/lib/imports/reading/limits';
import type { ByteSource } from '@/lib/imports/reading/source';

/**
 * Runs `work` and gives a ReportError that knows only its offset its line and column. They are counted by reading the
 * report again, so that readers need not count while all is well.
 */
export async function withPlace<T>(source: ByteSource, limits: ReadLimits, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof ReportError) || error.place.offset === undefined) throw error;
    if (error.place.line !== undefined) throw error;
    throw error.placed(await lineAndColumn(source, limits, error.place.offset));
  }
}

async function lineAndColumn(
  source: ByteSource,
  limits: ReadLimits,
  offset: number,
): Promise<{ line: number; column: number }> {
  let line = 1;
  let column = 1;
  let left = offset;
  try {
    for await (const piece of utf8Pieces(source, limits)) {
      for (const byte of piece.subarray(0, left)) {
        if (byte === 0x0a) {
          line++;
          column = 1;
        } else if (byte < 0x80 || byte >= 0xc0) column += byte >= 0xf0 ? 2 : 1;
      }
      left -= piece.length;
      if (left <= 0) break;
    }
  } catch (error) {
    // The very error that is being placed may stop this reading too; what lies before it was counted.
    if (!(error instanceof ReportError)) throw error;
  }
  return { line, column };
}
