import { type DemoPerson, PEOPLE } from './people';

/** Who may sign in, as what, right now: what an administrator of the tenant would change in Entra. */
export class Directory {
  readonly #blocked = new Set<string>();
  readonly #withoutRole = new Set<string>();

  /** Null for whoever is not there, or blocked. */
  person(oid: string | undefined): DemoPerson | null {
    const found = PEOPLE.find((known) => known.oid === oid);
    if (!found || this.#blocked.has(found.key)) return null;
    return this.#withoutRole.has(found.key) ? { ...found, roles: [] } : found;
  }

  isBlocked(key: string): boolean {
    return this.#blocked.has(key);
  }

  isWithoutRole(key: string): boolean {
    return this.#withoutRole.has(key);
  }

  setBlocked(key: string, blocked: boolean): void {
    if (blocked) this.#blocked.add(key);
    else this.#blocked.delete(key);
  }

  setWithoutRole(key: string, without: boolean): void {
    if (without) this.#withoutRole.add(key);
    else this.#withoutRole.delete(key);
  }
}
