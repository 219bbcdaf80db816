import type { DemoKey } from './fixtures/sign-in';

/** `at` is the address; `as` who may open it (null: anybody). Every page is here: a test compares with `app/`. */
/** `page`: the folder of it, where the address stands for one with a part that changes. */
export type Route = { readonly at: string; readonly as: DemoKey | null; readonly page?: string };

/** An address that has no page, for the page that says so. */
export const NOWHERE = '/nothing-here';

export const ROUTES: readonly Route[] = [
  { at: '/', as: 'auditor' },
  { at: '/posture', as: 'auditor' },
  { at: '/inbox', as: 'auditor' },
  { at: '/findings', as: 'auditor' },
  { at: '/alerts', as: 'auditor' },
  { at: '/alerts/suppressions', as: 'auditor' },
  { at: '/incidents', as: 'auditor' },
  { at: '/incidents/figures', as: 'auditor' },
  { at: '/incidents/actions', as: 'auditor' },
  { at: '/figures', as: 'auditor' },
  { at: '/acceptances', as: 'auditor' },
  { at: '/engagements', as: 'auditor' },
  { at: '/events', as: 'auditor' },
  { at: '/compliance', as: 'auditor' },
  { at: '/compliance/audits', as: 'auditor' },
  { at: '/compliance/documents', as: 'auditor' },
  { at: '/compliance/packages', as: 'auditor' },
  { at: '/reports', as: 'auditor' },
  { at: '/reports/schedules', as: 'responder' },
  { at: '/tls', as: 'auditor' },
  { at: '/backups', as: 'auditor' },
  { at: '/backups/tests', as: 'auditor' },
  { at: '/backups/sources', as: 'auditor' },
  { at: '/imports', as: 'auditor' },
  { at: '/imports/how', as: 'auditor' },
  { at: '/assets', as: 'auditor' },
  { at: '/assets/coverage', as: 'auditor' },
  { at: '/assets/products', as: 'auditor' },
  { at: '/assets/sources', as: 'auditor' },
  { at: '/assets/lists', as: 'auditor' },
  { at: '/audit', as: 'auditor' },
  { at: '/notices', as: 'auditor' },
  { at: '/settings', as: 'auditor' },
  { at: '/settings/incidents', as: 'auditor' },
  { at: '/settings/intel', as: 'auditor' },
  { at: '/settings/organisation', as: 'auditor' },
  { at: '/settings/elevations', as: 'auditor' },
  { at: '/settings/escalation', as: 'auditor' },
  { at: '/settings/on-call', as: 'auditor' },
  { at: '/settings/people', as: 'auditor' },
  { at: '/settings/profile', as: 'auditor' },
  { at: '/settings/sessions', as: 'auditor' },
  { at: '/settings/sla', as: 'auditor' },
  { at: '/settings/sla/policy', as: 'auditor' },
  { at: '/settings/tls', as: 'auditor' },
  { at: '/settings/tokens', as: 'auditor' },
  { at: '/step-up/failed?reason=stale', as: 'auditor' },
  { at: NOWHERE, as: 'auditor' },
  // Not for auditors: whoever walks changes person here (walk.ts), and does not change back.
  { at: '/settings/signed-in', as: 'responder' },
  { at: '/findings/jobs', as: 'responder' },
  // Last: whoever walks signs out here (walk.ts).
  { at: '/signin', as: null },
  { at: '/signed-out', as: null },
  { at: '/no-access', as: null },
  { at: '/a/over', as: null, page: '/a/[token]' },
];

/** Pages whose address needs an id; the walk finds one by following the first such link from the list. */
export const DETAILS = [
  { list: '/findings', link: /^\/findings\/\d+/, page: '/findings/[id]' },
  { list: '/alerts', link: /^\/alerts\/\d+/, page: '/alerts/[number]' },
  { list: '/incidents', link: /^\/incidents\/\d+$/, page: '/incidents/[number]' },
  { list: '/incidents/1', link: /^\/incidents\/\d+\/file$/, page: '/incidents/[number]/file' },
  { list: '/incidents/1', link: /^\/incidents\/\d+\/timeline$/, page: '/incidents/[number]/timeline' },
  { list: '/incidents/1', link: /^\/incidents\/\d+\/duties$/, page: '/incidents/[number]/duties' },
  { list: '/incidents/1', link: /^\/incidents\/\d+\/review$/, page: '/incidents/[number]/review' },
  {
    list: '/incidents/1/review',
    link: /^\/incidents\/\d+\/review\/published\/\d+$/,
    page: '/incidents/[number]/review/published/[version]',
  },
  { list: '/incidents/1', link: /^\/incidents\/\d+\/updates$/, page: '/incidents/[number]/updates' },
  { list: '/settings/sla', link: /^\/settings\/sla\/calendar\?id=/, page: '/settings/sla/calendar' },
  { list: '/acceptances', link: /^\/acceptances\/[0-9a-f-]{36}/, page: '/acceptances/[id]' },
  { list: '/engagements', link: /^\/engagements\/\d+/, page: '/engagements/[number]' },
  { list: '/backups', link: /^\/backups\/[0-9a-f-]{36}/, page: '/backups/[id]' },
  { list: '/compliance', link: /^\/compliance\/iso-27001-2022$/, page: '/compliance/[framework]' },
  {
    list: '/compliance/nis2',
    link: /^\/compliance\/nis2\/21/,
    page: '/compliance/[framework]/[control]',
  },
  { list: '/compliance/audits', link: /^\/compliance\/audits\/\d+/, page: '/compliance/audits/[number]' },
  { list: '/reports', link: /^\/reports\/\d+$/, page: '/reports/[number]' },
  { list: '/tls', link: /^\/tls\/[0-9a-f-]{36}/, page: '/tls/[id]' },
  { list: '/posture', link: /^\/posture\/[A-H]\d+/, page: '/posture/[id]' },
  { list: '/imports', link: /^\/imports\/[0-9a-f-]{36}/, page: '/imports/[id]' },
  { list: '/assets', link: /^\/assets\/[0-9a-f-]{36}/, page: '/assets/[id]' },
  {
    list: '/assets/products',

    link: /^\/assets\/products\/[a-z0-9-]+/,
    page: '/assets/products/[slug]',
  },
] as const;
