import { BlockList, isIP } from 'node:net';
import { RE2JS } from 're2js';
import { type RulePath, RuleProblem } from '@/lib/detection/problem';
import { type Anchor, wildcardTest } from '@/lib/detection/sigma/wildcard';
import type { FieldValue } from '@/lib/detection/types';

export type ValueTest = (found: FieldValue) => boolean;
export type RuleValue = null | boolean | number | string;

const COMPARISONS: Readonly<Record<string, (found: number, wanted: number) => boolean>> = {
  lt: (found, wanted) => found < wanted,
  lte: (found, wanted) => found <= wanted,
  gt: (found, wanted) => found > wanted,
  gte: (found, wanted) => found >= wanted,
};
const ANCHORS: readonly string[] = ['contains', 'startswith', 'endswith'] satisfies Anchor[];
const FLAGS: Readonly<Record<string, number>> = { i: RE2JS.CASE_INSENSITIVE, m: RE2JS.MULTILINE, s: RE2JS.DOTALL };

const isAnchor = (modifier: string): modifier is Anchor => ANCHORS.includes(modifier);

/** What may stand behind a field: `all` and `exists` are for the field, the others for each value. */
export const MODIFIERS: ReadonlySet<string> = new Set([
  ...ANCHORS,
  ...Object.keys(COMPARISONS),
  ...Object.keys(FLAGS),
  ...['all', 're', 'cidr', 'expand', 'exists', 'cased'],
]);

/** RE2: its time grows with the text alone, whatever pattern and text are; a cut text would match another `$`. */
function patternTest(pattern: string, modifiers: readonly string[], path: RulePath): ValueTest {
  const flags = modifiers.reduce((sum, modifier) => sum | (FLAGS[modifier] ?? 0), 0);
  try {
    const compiled = RE2JS.compile(pattern, flags);
    return ({ said }) => compiled.test(said);
  } catch (error) {
    const why = error instanceof Error ? error.message : 'unknown';
    throw new RuleProblem(path, `This is no pattern: ${why}.`, 'RE2 has neither look-around nor back-references.');
  }
}

const MAPPED = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i;

function networkTest(network: string, path: RulePath): ValueTest {
  const [address = '', bits = ''] = network.split('/');
  const family = isIP(address);
  const prefix = Number(bits);
  if (family === 0 || !/^\d{1,3}$/.test(bits) || prefix > (family === 4 ? 32 : 128))
    throw new RuleProblem(path, `"${network}" is no network.`, 'Write an address and its bits: 10.0.0.0/8.');
  const list = new BlockList();
  list.addSubnet(address, prefix, family === 4 ? 'ipv4' : 'ipv6');
  return ({ said }) => {
    const found = MAPPED.exec(said)?.[1] ?? said;
    const kind = isIP(found);
    return kind !== 0 && list.check(found, kind === 4 ? 'ipv4' : 'ipv6');
  };
}

function textTest(wanted: string, modifiers: readonly string[]): ValueTest {
  const anchor = modifiers.find(isAnchor) ?? 'whole';
  if (modifiers.includes('cased')) {
    const test = wildcardTest(wanted, anchor);
    return ({ said }) => test(said);
  }
  const test = wildcardTest(wanted.toLowerCase(), anchor);
  return ({ text }) => test(text);
}

function numberTest(wanted: RuleValue, modifier: string, path: RulePath): ValueTest {
  const compare = COMPARISONS[modifier];
  if (typeof wanted !== 'number' || !compare)
    throw new RuleProblem(path, `"${modifier}" compares numbers.`, 'Give it a number.');
  return ({ said }) => said !== '' && compare(Number(said), wanted);
}

/**
 * A test of one value of a record by one value of a rule.
 * @throws RuleProblem at `path`
 */
export function valueTest(wanted: RuleValue, modifiers: readonly string[], path: RulePath): ValueTest {
  const comparison = modifiers.find((modifier) => modifier in COMPARISONS);
  if (comparison !== undefined) return numberTest(wanted, comparison, path);
  if (wanted === null) return ({ value }) => value === null;
  if (modifiers.includes('re')) return patternTest(String(wanted), modifiers, path);
  if (modifiers.includes('cidr')) return networkTest(String(wanted), path);
  const text = textTest(String(wanted), modifiers);
  // `*` asks for any text at all; what is null has none.
  return (found) => found.value !== null && text(found);
}
