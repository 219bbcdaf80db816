import type { z } from 'zod';
import { isObject, type Json, object } from '@/lib/core/json';
import { logsOf } from '@/lib/detection/logs/registry';
import { RuleError, type RulePath, RuleProblem } from '@/lib/detection/problem';
import { correlationRuleSchema, eventRuleSchema, RANKS } from '@/lib/detection/schema';
import { compileCondition } from '@/lib/detection/sigma/condition';
import { compileSearch, type Placeholders } from '@/lib/detection/sigma/search';
import type { CorrelationRule, EventRule, Predicate, Rule } from '@/lib/detection/types';
import { readRuleText } from '@/lib/detection/yaml';

type EventRuleText = z.infer<typeof eventRuleSchema>;
type CorrelationText = z.infer<typeof correlationRuleSchema>;

const SECONDS = { s: 1, m: 60, h: 3_600, d: 86_400 } as const;
const TECHNIQUE = /^attack\.(t\d{4}(?:\.\d{3})?)$/i;
const SEE = 'docs/detection.md says what a rule has.';

function aboutOf(text: EventRuleText | CorrelationText, name: string) {
  const { id, title, description, status, author, license, tags, references, fields } = text;
  if (text.name !== undefined && text.name !== name)
    throw new RuleProblem(['name'], `The name "${text.name}" is not the file's.`, `Call the file ${text.name}.yml.`);
  const techniques = tags.flatMap((tag) => TECHNIQUE.exec(tag)?.[1]?.toUpperCase() ?? []);
  const about = { id, name, title, description, status, author, license, tags, techniques, references, fields };
  return { ...about, severity: RANKS[text.level], falsePositives: text.falsepositives };
}

function testOf(value: Json, { detection }: EventRuleText, placeholders: Placeholders): Predicate {
  const { condition } = detection;
  const compiled = new Map<string, Predicate>();
  for (const [name, said] of Object.entries(object(value, 'detection') ?? {}))
    if (name !== 'condition') compiled.set(name, compileSearch(said, ['detection', name], placeholders));
  const conditions = typeof condition === 'string' ? [condition] : condition;
  const tests = conditions.map((one) => compileCondition(one, compiled));
  return (fields) => tests.some((test) => test(fields));
}

function eventRule(value: Json, text: EventRuleText, name: string, placeholders: Placeholders): EventRule {
  const { category, product, service } = text.logsource;
  const logsource = { category, product, service };
  const logs = logsOf(logsource);
  if (logs.length === 0) throw new RuleProblem(['logsource'], 'No log is called so.', SEE);
  const entity = text.lagebild?.entity ?? ['actor'];
  const test = testOf(value, text, placeholders);
  return {
    ...aboutOf(text, name),
    kind: 'event',
    logsource,
    logs,
    test,
    entity,
    raises: text.lagebild?.raises ?? true,
  };
}

function atLeastOf({ correlation }: CorrelationText): number {
  const { type, condition, rules } = correlation;
  const path: RulePath = ['correlation', 'condition'];
  if (type === 'temporal' || type === 'temporal_ordered') {
    if (condition) throw new RuleProblem(path, `"${type}" takes no condition.`, 'All of its rules must hit.');
    return rules.length;
  }
  if (type === 'value_count' && condition?.field === undefined)
    throw new RuleProblem(path, '"value_count" counts the values of a field.', 'Name it: field.');
  const atLeast = condition?.gte ?? (condition?.gt === undefined ? undefined : condition.gt + 1);
  if (atLeast === undefined) throw new RuleProblem(path, 'This says not how many.', 'Write gte or gt and a number.');
  return atLeast;
}

function correlationRule(text: CorrelationText, name: string): CorrelationRule {
  const { correlation } = text;
  const unit = correlation.timespan.slice(-1);
  const seconds = unit === 's' || unit === 'm' || unit === 'h' ? SECONDS[unit] : SECONDS.d;
  return {
    ...aboutOf(text, name),
    kind: 'correlation',
    type: correlation.type,
    rules: correlation.rules,
    groupBy: correlation['group-by'],
    timespanSeconds: Number(correlation.timespan.slice(0, -1)) * seconds,
    atLeast: atLeastOf(text),
    countOf: correlation.condition?.field ?? '',
    aliases: correlation.aliases,
    generate: correlation.generate,
    entity: text.lagebild?.entity ?? correlation['group-by'],
    raises: text.lagebild?.raises ?? true,
  };
}

/**
 * Reads one rule. References of a correlation are names or ids as written; `joinRules` settles them.
 * @param file its name, `<name>.yml`
 * @throws RuleError with file, line and remedy
 */
export function readRule(file: string, text: string, placeholders: Placeholders = {}): Rule {
  const { value, lineOf } = readRuleText(file, text);
  const name = file.replace(/^.*\//, '').replace(/\.ya?ml$/, '');
  const fail = (path: RulePath, what: string, remedy: string) => new RuleError(file, lineOf(path), what, remedy);
  const schema = isObject(value) && Object.hasOwn(value, 'correlation') ? correlationRuleSchema : eventRuleSchema;
  const parsed = schema.safeParse(value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const path = (issue?.path ?? []).filter((key) => typeof key !== 'symbol');
    throw fail(path, `${path.join('.') || 'The rule'}: ${issue?.message ?? 'is not right'}.`, SEE);
  }
  try {
    return 'correlation' in parsed.data
      ? correlationRule(parsed.data, name)
      : eventRule(value, parsed.data, name, placeholders);
  } catch (error) {
    if (error instanceof RuleProblem) throw fail(error.path, error.what, error.remedy);
    throw error;
  }
}
