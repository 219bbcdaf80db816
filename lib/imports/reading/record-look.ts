import { DIGEST, digestOf } from '@/lib/imports/digest';
import type { JsonParser, JsonRecord, RecordReader } from '@/lib/imports/parsers/types';
import type { RecordLook } from '@/lib/imports/reading/json';
import { READER } from '@/lib/imports/reading/reader';

/**
 * Tells records by the digest of their bytes, combined with that of everything else that makes a finding of them: the
 * parser, this reader of ours and what it reads beside the record. Undefined where a parser cannot say what that is.
 */
export function recordLook(
  parser: JsonParser,
  reader: RecordReader<JsonRecord>,
  knows: (record: Buffer) => boolean,
): RecordLook | undefined {
  if (!reader.context) return undefined;
  const contextOf = reader.context;
  const digestOfContext = (pattern: string, context: string) =>
    digestOf(`${parser.id}\n${READER}\n${pattern}\n${context}`);
  let last = { pattern: '', context: '', digest: digestOfContext('', '') };
  return (bytes, pattern, keys) => {
    const context = contextOf(keys);
    if (context !== last.context || pattern !== last.pattern) {
      last = { pattern, context, digest: digestOfContext(pattern, context) };
    }
    const digest = digestOf(bytes);
    for (let at = 0; at < DIGEST; at += 4)
      digest.writeInt32LE(digest.readInt32LE(at) ^ last.digest.readInt32LE(at), at);
    return { digest, known: knows(digest) };
  };
}
