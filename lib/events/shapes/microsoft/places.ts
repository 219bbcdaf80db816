import { EVENT_PLACES, type EventPlace } from '@/lib/events/types';

export type Places = Readonly<Partial<Record<EventPlace, string>>>;

const RESOURCE = /\/providers\/([^/]{1,100})\/([^/]{1,100})\/([^/]{1,200})/i;
const CLUSTERS = new Set(['microsoft.containerservice/managedclusters', 'microsoft.kubernetes/connectedclusters']);

/** The machine, cluster or other resource that an Azure resource id names, in whatever letter case it is written. */
export function placesOfResource(id: string): Places {
  const [, provider = '', type = '', name = ''] = id.match(RESOURCE) ?? [];
  if (name === '') return {};
  return CLUSTERS.has(`${provider}/${type}`.toLowerCase()) ? { cluster: name } : { host: name };
}

/** A file's whole path: some products put its name beside its folder, others at the end of it. */
export function pathOf(folder: string, name: string): string {
  if (folder === '' || name === '') return folder || name;
  if (folder.toLowerCase().endsWith(name.toLowerCase())) return folder;
  const separator = folder.includes('\\') || !folder.includes('/') ? '\\' : '/';
  return folder.endsWith(separator) ? folder + name : folder + separator + name;
}

/** An account as people know it: its sign-in name, else `DOMAIN\name`. */
export function accountOf(signInName: string, domain: string, name: string): string {
  if (signInName !== '') return signInName;
  return domain === '' || name === '' ? name : `${domain}\\${name}`;
}

/** What several say together: of each place, the first that says anything. */
export function merged(...parts: readonly Places[]): Places {
  const whole: Partial<Record<EventPlace, string>> = {};
  for (const part of parts) {
    for (const place of EVENT_PLACES) whole[place] ||= part[place] ?? '';
  }
  return whole;
}
