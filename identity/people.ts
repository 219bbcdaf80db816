import { createHash } from 'node:crypto';
import { WORDS, type Words } from './words';

export type DemoPerson = {
  /** In the address of the sign-in page and in tests. */
  readonly key: keyof Words['about'];
  readonly oid: string;
  readonly name: string;
  readonly email: string;
  readonly roles: readonly string[];
  /** In English, for the terminal. */
  readonly about: string;
};

/** One person a role, one without a role, and a second engineer, of another team. */
export const PEOPLE: readonly DemoPerson[] = [
  person('analyst', 1, 'Anna Sommer', ['Lagebild.Analyst']),
  person('responder', 2, 'Rafael Ortiz', ['Lagebild.Responder']),
  person('auditor', 3, 'Aude Lefèvre', ['Lagebild.Auditor']),
  person('engineer', 4, 'Emil Novak', ['Lagebild.Engineer']),
  person('engineer2', 5, 'Elena Rossi', ['Lagebild.Engineer']),
  person('admin', 6, 'Ada de Vries', ['Lagebild.Admin']),
  person('guest', 7, 'Gil Meyer', []),
];

function person(key: DemoPerson['key'], number: number, name: string, roles: readonly string[]): DemoPerson {
  const oid = `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
  return { key, oid, name, email: `${key}@demo.lagebild.example`, roles, about: WORDS.en.about[key] };
}

export function personByOid(oid: string | undefined): DemoPerson | undefined {
  return PEOPLE.find((known) => known.oid === oid);
}

export function personByKey(key: string | null): DemoPerson | undefined {
  return PEOPLE.find((known) => known.key === key);
}

/** Fixed a person and worth nothing: the provider is a demo and shows the code itself. */
export function totpSecret(of: DemoPerson): Buffer {
  return createHash('sha256').update(`lagebild-demo-totp/${of.oid}`).digest().subarray(0, 20);
}
