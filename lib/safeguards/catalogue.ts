import access from '@/lib/safeguards/catalogue/access.json';
import detection from '@/lib/safeguards/catalogue/detection.json';
import development from '@/lib/safeguards/catalogue/development.json';
import governance from '@/lib/safeguards/catalogue/governance.json';
import incidents from '@/lib/safeguards/catalogue/incidents.json';
import recovery from '@/lib/safeguards/catalogue/recovery.json';
import systems from '@/lib/safeguards/catalogue/systems.json';
import vulnerabilities from '@/lib/safeguards/catalogue/vulnerabilities.json';
import { areaSchema, type Safeguard } from '@/lib/safeguards/catalogue-schema';

/** Every promise of the programme, in its order. */
export const CATALOGUE: readonly Safeguard[] = [
  detection,
  vulnerabilities,
  access,
  development,
  systems,
  recovery,
  incidents,
  governance,
].flatMap((file) => {
  const { area, safeguards } = areaSchema.parse(file);
  return safeguards.map((one) => ({ ...one, area }));
});

const BY_ID = new Map(CATALOGUE.map((one) => [one.id, one]));

/** The promise of an id; null where the catalogue has none. */
export function safeguardOf(id: string): Safeguard | null {
  return BY_ID.get(id) ?? null;
}
