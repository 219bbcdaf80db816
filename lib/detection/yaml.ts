import { type Document, isNode, LineCounter, parseDocument } from 'yaml';
import type { Json } from '@/lib/core/json';
import { DETECTION_LIMITS } from '@/lib/detection/limits';
import { RuleError, type RulePath } from '@/lib/detection/problem';

/** A rule file's content, and the line (from 1) of a place in it: of the nearest place above, where it is not there. */
export type RuleText = { readonly value: Json; readonly lineOf: (path: RulePath) => number };

function depthOf(value: Json, most: number): number {
  if (typeof value !== 'object' || value === null || most === 0) return 0;
  return 1 + Math.max(0, ...Object.values(value).map((inner) => depthOf(inner, most - 1)));
}

/** `composed` fails on text that is nested beyond the stack: that is too deep as well. */
function composed(file: string, text: string, counter: LineCounter) {
  try {
    return parseDocument(text, { lineCounter: counter, schema: 'core', uniqueKeys: true, merge: false });
  } catch (error) {
    if (error instanceof RangeError) throw tooDeep(file);
    throw error;
  }
}

const tooDeep = (file: string) =>
  new RuleError(file, 1, 'The file is nested too deeply.', `Use at most ${DETECTION_LIMITS.depth} levels.`);

function jsonOfDocument(file: string, document: Document): Json {
  try {
    const value: Json = document.toJS({ maxAliasCount: 0 });
    return value;
  } catch (error) {
    if (error instanceof RangeError) throw tooDeep(file);
    if (error instanceof ReferenceError)
      throw new RuleError(file, 1, 'Aliases (*name) are not read.', 'Write the value where it is used.');
    throw error;
  }
}

/**
 * Reads one YAML document (1.2, core schema) without aliases.
 * @throws RuleError
 */
export function readRuleText(file: string, text: string): RuleText {
  if (text.length > DETECTION_LIMITS.file)
    throw new RuleError(file, 1, 'The file is too large.', `A rule has at most ${DETECTION_LIMITS.file} characters.`);
  const counter = new LineCounter();
  const document = composed(file, text, counter);
  const [problem] = document.errors;
  if (problem)
    throw new RuleError(
      file,
      problem.linePos?.[0].line ?? 1,
      `This is no YAML: ${problem.message.split('\n')[0]}.`,
      'One rule a file; put texts with special characters in single quotes.',
    );
  const value = jsonOfDocument(file, document);
  if (depthOf(value, DETECTION_LIMITS.depth + 1) > DETECTION_LIMITS.depth) throw tooDeep(file);
  const lineOf = (path: RulePath) => {
    for (let length = path.length; length > 0; length--) {
      const node = document.getIn(path.slice(0, length), true);
      if (isNode(node) && node.range) return counter.linePos(node.range[0]).line;
    }
    return 1;
  };
  return { value, lineOf };
}
