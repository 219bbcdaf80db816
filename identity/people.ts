import { createHash } from 'node:crypto';

export type DemoPerson = {
  /** In the address of the sign-in page and in tests. */
  readonly key: string;
  readonly oid: string;
  readonly name: string;
  readonly email: string;
  readonly roles: readonly string[];
  readonly about: string;
};

/** One person a role, one without a role, and a second engineer, of another team. */
export const PEOPLE: readonly DemoPerson[] = [
  person('analyst', 1, 'Anna Sommer', ['Lagebild.Analyst'], 'Analyst: triages findings of every team'),
  person('responder', 2, 'Rafael Ortiz', ['Lagebild.Responder'], 'Responder: triages, closes, isolates'),
  person('auditor', 3, 'Aude Lefèvre', ['Lagebild.Auditor'], 'Auditor: reads everything, changes nothing'),
  person('engineer', 4, 'Emil Novak', ['Lagebild.Engineer'], 'Engineer of the team Shop'),
  person('engineer2', 5, 'Elena Rossi', ['Lagebild.Engineer'], 'Engineer of the team Platform'),
  person('admin', 6, 'Ada de Vries', ['Lagebild.Admin'], 'Admin: people, teams, settings'),
  person('guest', 7, 'Gil Meyer', [], 'No role: may not enter'),
];

function person(key: string, number: number, name: string, roles: readonly string[], about: string): DemoPerson {
  const oid = `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
  return { key, oid, name, email: `${key}@demo.lagebild.example`, roles, about };
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
