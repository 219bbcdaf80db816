import { currentId, tacticOf } from '@/lib/events/attack/catalogue';

/** TA0003, T1059, T1059.001; with a slash in ATT&CK's own addresses. */
const ID = /(?<![a-z0-9])(?:TA\d{4}|T\d{4}(?:[./]\d{3})?)(?![a-z0-9])/gi;
/** What Falco, Sigma and Panther put before a name. */
const PREFIX = /^(?:mitre[_ -]?|attack[.:]|tactic[.:])/i;
const NOTHING = ['', 'UNKNOWN', 'NONE', 'N/A'];
const LONGEST = 300;

/**
 * The ids of techniques and tactics that one spelling of any sender means: `T1059.001`, `mitre_execution`,
 * `attack.t1059`, `TA0003:T1556`, `InitialAccess`, an address of attack.mitre.org, several after commas.
 * Ids that were renumbered are today's; what is unknown stays as it was written, in upper case.
 */
export function attackIds(said: string): string[] {
  const text = said.slice(0, LONGEST);
  const ids = [...text.matchAll(ID)].map(([id]) => currentId(id.toUpperCase().replace('/', '.')));
  if (ids.length > 0) return ids;
  return text
    .split(/[,;|]/)
    .map((part) => part.trim())
    .filter((part) => !NOTHING.includes(part.toUpperCase()))
    .map((part) => tacticOf(part.replace(PREFIX, '')) ?? part.toUpperCase());
}
