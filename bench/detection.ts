import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { type Json, jsonOf } from '@/lib/core/json';
import { type CountedHit, correlate } from '@/lib/detection/correlate';
import { loadRules } from '@/lib/detection/load';
import { hitsOf } from '@/lib/detection/matches';
import type { Rule } from '@/lib/detection/types';
import { SHAPES } from '@/lib/events/shapes/registry';
import type { Shape } from '@/lib/events/shapes/types';
import type { EventDraft } from '@/lib/events/types';

/**
 * `npm run bench -- detection 100000`: so many records, made of those of the rules' tests in turn, through all rules. The
 * baseline is what must be done anyway: `JSON.parse` of each, and reading it by its shape.
 */
const FOLDER = 'lib/detection/fixtures';
const RUNS = 3;
const GOAL = 5_000;
/** Of a hundred records, those that a rule finds: most of what comes is harmless. */
const FOUND_OF_HUNDRED = 5;

const one = z.object({ raw: z.json() });
const schema = z.object({ hits: z.array(one), misses: z.array(one) });

type Sample = { readonly text: string; readonly shape: Shape };
const parsed = ({ text, shape }: Sample): Json => (shape.syntax === 'lines' ? text : (jsonOf(text) ?? null));

function draftsOf(shape: Shape, raw: Json): readonly EventDraft[] {
  try {
    return shape.read(raw, { receivedAt: new Date(), zone: null });
  } catch {
    return [];
  }
}

/** A record as it would come: by the first shape that can read it. */
function sampleOf(raw: Json): readonly Sample[] {
  const isLine = typeof raw === 'string';
  const shape = SHAPES.find((one) => (one.syntax === 'lines') === isLine && draftsOf(one, raw).length > 0);
  return shape ? [{ shape, text: isLine ? raw : JSON.stringify(raw) }] : [];
}

function samplesOf(kind: 'hits' | 'misses'): readonly Sample[] {
  return readdirSync(FOLDER).flatMap((name) =>
    schema.parse(JSON.parse(readFileSync(join(FOLDER, name), 'utf8')))[kind].flatMap(({ raw }) => sampleOf(raw)),
  );
}

/** Records a second, the best of some runs. */
function rate(samples: readonly Sample[], work: (sample: Sample) => void): number {
  const seconds = Array.from({ length: RUNS }, () => {
    const began = performance.now();
    for (const sample of samples) work(sample);
    return (performance.now() - began) / 1000;
  });
  return samples.length / Math.min(...seconds);
}

function read(sample: Sample, look: (raw: Json, event: EventDraft) => void): void {
  const raw = parsed(sample);
  for (const event of draftsOf(sample.shape, raw)) look(raw, event);
}

const shown = (perSecond: number) => `${Math.round(perSecond)}/s`.padStart(12);

function correlationRate(rules: readonly Rule[], count: number): number {
  const rule = rules.find(({ name }) => name === 'brute-force-source');
  if (rule?.kind !== 'correlation') throw new Error('no correlation to measure');
  const [counted = ''] = rule.rules;
  const hits: CountedHit[] = Array.from({ length: count }, (_, at) => {
    const group = [`192.0.2.${at % 250}`];
    return { id: String(at), rule: counted, group, at: BigInt(at) * 1_000_000_000n, value: '' };
  });
  const began = performance.now();
  correlate(rule, hits);
  return count / ((performance.now() - began) / 1000);
}

const count = Number(process.argv[2] ?? 100_000);
const rules = loadRules();
const [hits, misses] = [samplesOf('hits'), samplesOf('misses')];
const samples = Array.from({ length: count }, (_, at) => {
  const from = at % 100 < FOUND_OF_HUNDRED ? hits : misses;
  return from[at % from.length];
}).filter((sample) => sample !== undefined);

let found = 0;
const parse = rate(samples, (sample) => parsed(sample));
const shaped = rate(samples, (sample) => read(sample, () => {}));
const all = rate(samples, (sample) => {
  read(sample, (raw, event) => {
    found += hitsOf(rules, { raw, event, shape: sample.shape.id }).length;
  });
});
const rulesAlone = 1 / (1 / all - 1 / shaped);
console.log(`${samples.length} records, ${rules.length} rules, ${Math.round(found / RUNS)} hits`);
console.log(`  JSON.parse alone (baseline)      ${shown(parse)}`);
console.log(`  and read by its shape            ${shown(shaped)}`);
console.log(`  and through all rules            ${shown(all)}  ${all >= GOAL ? 'met' : 'MISSED'}, goal ${GOAL}/s`);
console.log(`  the rules alone                  ${shown(rulesAlone)}`);
console.log(`  hits through one correlation     ${shown(correlationRate(rules, count))}`);
