import type { Locale } from '@/lib/core/i18n/locales';
import type acceptances from '@/messages/en/acceptances.json';
import type access from '@/messages/en/access.json';
import type alerts from '@/messages/en/alerts.json';
import type assets from '@/messages/en/assets.json';
import type audit from '@/messages/en/audit.json';
import type backups from '@/messages/en/backups.json';
import type compliance from '@/messages/en/compliance.json';
import type duties from '@/messages/en/duties.json';
import type elevations from '@/messages/en/elevations.json';
import type engagements from '@/messages/en/engagements.json';
import type errorState from '@/messages/en/errorState.json';
import type errors from '@/messages/en/errors.json';
import type escalation from '@/messages/en/escalation.json';
import type escalationMessages from '@/messages/en/escalationMessages.json';
import type events from '@/messages/en/events.json';
import type figures from '@/messages/en/figures.json';
import type findings from '@/messages/en/findings.json';
import type importErrors from '@/messages/en/importErrors.json';
import type imports from '@/messages/en/imports.json';
import type inbox from '@/messages/en/inbox.json';
import type incidentFile from '@/messages/en/incidentFile.json';
import type incidentRoom from '@/messages/en/incidentRoom.json';
import type incidents from '@/messages/en/incidents.json';
import type intel from '@/messages/en/intel.json';
import type inventory from '@/messages/en/inventory.json';
import type lists from '@/messages/en/lists.json';
import type notices from '@/messages/en/notices.json';
import type overview from '@/messages/en/overview.json';
import type posture from '@/messages/en/posture.json';
import type reports from '@/messages/en/reports.json';
import type reviews from '@/messages/en/reviews.json';
import type risk from '@/messages/en/risk.json';
import type settings from '@/messages/en/settings.json';
import type shell from '@/messages/en/shell.json';
import type sla from '@/messages/en/sla.json';
import type timeline from '@/messages/en/timeline.json';
import type tls from '@/messages/en/tls.json';
import type tlsRules from '@/messages/en/tlsRules.json';
import type ui from '@/messages/en/ui.json';

/** The messages of every namespace, shaped as English has them. A new noun adds its line here and below. */
export type Messages = {
  readonly acceptances: typeof acceptances;
  readonly access: typeof access;
  readonly alerts: typeof alerts;
  readonly assets: typeof assets;
  readonly audit: typeof audit;
  readonly backups: typeof backups;
  readonly compliance: typeof compliance;
  readonly duties: typeof duties;
  readonly elevations: typeof elevations;
  readonly engagements: typeof engagements;
  readonly errorState: typeof errorState;
  readonly errors: typeof errors;
  readonly escalation: typeof escalation;
  readonly escalationMessages: typeof escalationMessages;
  readonly figures: typeof figures;
  readonly findings: typeof findings;
  readonly importErrors: typeof importErrors;
  readonly imports: typeof imports;
  readonly inbox: typeof inbox;
  readonly incidentFile: typeof incidentFile;
  readonly incidentRoom: typeof incidentRoom;
  readonly incidents: typeof incidents;
  readonly intel: typeof intel;
  readonly inventory: typeof inventory;
  readonly lists: typeof lists;
  readonly notices: typeof notices;
  readonly overview: typeof overview;
  readonly posture: typeof posture;
  readonly reports: typeof reports;
  readonly reviews: typeof reviews;
  readonly risk: typeof risk;
  readonly settings: typeof settings;
  readonly shell: typeof shell;
  readonly sla: typeof sla;
  readonly events: typeof events;
  readonly timeline: typeof timeline;
  readonly tls: typeof tls;
  readonly tlsRules: typeof tlsRules;
  readonly ui: typeof ui;
};

const NAMESPACES = [
  'acceptances',
  'access',
  'alerts',
  'assets',
  'audit',
  'backups',
  'compliance',
  'duties',
  'elevations',
  'engagements',
  'errorState',
  'errors',
  'escalation',
  'escalationMessages',
  'figures',
  'findings',
  'importErrors',
  'imports',
  'inbox',
  'incidentFile',
  'incidentRoom',
  'incidents',
  'intel',
  'inventory',
  'lists',
  'notices',
  'overview',
  'posture',
  'reports',
  'reviews',
  'risk',
  'settings',
  'shell',
  'sla',
  'events',
  'timeline',
  'tls',
  'tlsRules',
  'ui',
] as const satisfies readonly (keyof Messages)[];

/** All messages of one language, by namespace (`messages/<locale>/<namespace>.json`). */
export async function loadMessages(locale: Locale): Promise<Messages> {
  const loaded = await Promise.all(
    NAMESPACES.map(async (name) => [name, (await import(`../../../messages/${locale}/${name}.json`)).default] as const),
  );
  return Object.fromEntries(loaded) as Messages;
}
