import 'server-only';
import { z } from 'zod';
import enterprise from '@/lib/events/attack/enterprise.json';
import redirects from '@/lib/events/attack/redirects.json';

/** MITRE ATT&CK for enterprises, v18.1: `notice` and LICENSE.txt stay with the data. Server only: it weighs 92 kB. */
const { tactics, techniques } = z
  .object({
    tactics: z.array(z.tuple([z.string(), z.string(), z.string()])),
    techniques: z.array(z.object({ id: z.string(), name: z.string() })),
  })
  .parse(enterprise);

const NAMES: ReadonlyMap<string, string> = new Map([
  ...tactics.map(([id, , name]) => [id, name] as const),
  ...techniques.map(({ id, name }) => [id, name] as const),
]);
/** Every technique, for a list to choose from. */
export const TECHNIQUES: readonly { readonly id: string; readonly name: string }[] = techniques;
/** Old id to new: what ATT&CK revoked in favour of another, in rules that are older than sub-techniques above all. */
const REDIRECTS: ReadonlyMap<string, string> = new Map(Object.entries(redirects));
/** `lateralmovement`, for every way to write it. */
const TACTICS: ReadonlyMap<string, string> = new Map(tactics.map(([id, name]) => [lettersOf(name), id] as const));

function lettersOf(name: string): string {
  return name.toLowerCase().replace(/[^a-z]/g, '');
}

/** The name of a technique or tactic: `T1059.001` is PowerShell. Empty of an id that ATT&CK does not have. */
export function attackName(id: string): string {
  return NAMES.get(id) ?? '';
}

/** The id by which ATT&CK knows today what it once called `id`. */
export function currentId(id: string): string {
  return REDIRECTS.get(id) ?? id;
}

/** The tactic of a name, however its words are put together: `InitialAccess`, `initial_access`. */
export function tacticOf(name: string): string | undefined {
  return TACTICS.get(lettersOf(name));
}
