import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { joinRules } from '@/lib/detection/join';
import { readRule } from '@/lib/detection/rule';
import type { Rule } from '@/lib/detection/types';

/**
 * Reads the rules of a folder, one a file.
 * @throws RuleError
 */
export function rulesOf(folder: string): readonly Rule[] {
  const names = readdirSync(folder).filter((name) => name.endsWith('.yml'));
  return joinRules(names.sort().map((name) => readRule(name, readFileSync(join(folder, name), 'utf8'))));
}

let loaded: readonly Rule[] | undefined;

/**
 * The rules that come with Lagebild, read once. They lie as files beside the programs, as the migrations do: below the
 * working directory of web, worker and tests (Dockerfile; next.config.js for the standalone server).
 * @throws RuleError
 */
export function loadRules(): readonly Rule[] {
  loaded ??= rulesOf(join(process.cwd(), 'lib', 'detection', 'rules'));
  return loaded;
}
