import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { at, list } from '@/lib/core/json';
import type { Shape } from '@/lib/events/shapes/types';

const FIXTURES = 'lib/events/shapes/fixtures';
/** More records find nothing new, and each case of them takes longer. */
const LARGEST = 60 * 1024;
const SEEDS_MAX = 40;

/** A file, or those of a folder. */
function filesIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  if (statSync(folder).isFile()) return [folder];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile())
    .sort();
}

/** Texts of one folder of the collection; the larger ones cut at a line, cases of rules without their rule. */
function textsOf(path: string): string[] {
  const text = readFileSync(path, 'utf8');
  if (path.includes('/panther/')) return list(JSON.parse(text)).map((one) => JSON.stringify(at(one, 'log') ?? null));
  return [text.length <= LARGEST ? text : text.slice(0, text.lastIndexOf('\n', LARGEST))];
}

/** Deliveries to be broken: the shape's own fixtures, and what lies under its name in `corpus`, a folder of real records. */
export function seedsOf(shape: Pick<Shape, 'id'>, corpus?: string): string[] {
  const own = filesIn(join(FIXTURES, shape.id)).map((path) => readFileSync(path, 'utf8'));
  const folders = corpus ? (FOLDERS[shape.id] ?? [shape.id]) : [];
  const real = folders.flatMap((folder) => filesIn(join(corpus ?? '', 'events', folder)).flatMap(textsOf));
  return [...own, ...real.slice(0, SEEDS_MAX)];
}

/** Where the collection calls them otherwise. */
const FOLDERS: Readonly<Record<string, readonly string[]>> = {
  'aws-cloudtrail': ['cloudtrail'],
  'defender-cloud': ['defender'],
  entra: ['entra', 'panther/azure_signin.json'],
  'gcp-audit': ['panther/gcp_k8s.json'],
  'graph-security': ['graph'],
  'k8s-audit': ['k8s-audit', 'panther/kubernetes.json'],
};
