import type { Permission } from '@/lib/access/policy';

export type NavId =
  | 'overview'
  | 'inbox'
  | 'findings'
  | 'alerts'
  | 'incidents'
  | 'figures'
  | 'events'
  | 'acceptances'
  | 'engagements'
  | 'tls'
  | 'backups'
  | 'posture'
  | 'compliance'
  | 'reports'
  | 'imports'
  | 'assets'
  | 'audit'
  | 'settings';

/** What belongs together in the rail; the first has no heading. */
export const NAV_GROUPS = ['day', 'weaknesses', 'response', 'promises', 'house'] as const;
export type NavGroup = (typeof NAV_GROUPS)[number];

export type NavItem = {
  readonly id: NavId;
  readonly href: string;
  readonly group: NavGroup;
  /** Without it the noun is for everybody who is signed in. */
  readonly permission?: Permission;
  /** `g` and then this letter. */
  readonly key: string;
  /** Narrowed by the scope filter: what it shows belongs to products. */
  readonly scoped: boolean;
  /** Shown in the bottom bar of a phone. */
  readonly phone: boolean;
};

/** The nouns, group by group. */
export const NAV: readonly NavItem[] = [
  { id: 'overview', href: '/', group: 'day', permission: 'posture:read', key: 'o', scoped: true, phone: true },
  { id: 'inbox', href: '/inbox', group: 'day', permission: 'finding:read', key: 'n', scoped: true, phone: true },
  {
    id: 'findings',
    href: '/findings',
    group: 'weaknesses',
    permission: 'finding:read',
    key: 'f',
    scoped: true,
    phone: true,
  },
  {
    id: 'acceptances',
    href: '/acceptances',
    group: 'weaknesses',
    permission: 'finding:read',
    key: 'r',
    scoped: true,
    phone: false,
  },
  {
    id: 'engagements',
    href: '/engagements',
    group: 'weaknesses',
    permission: 'finding:read',
    key: 'e',
    scoped: true,
    phone: false,
  },
  {
    id: 'figures',
    href: '/figures',
    group: 'weaknesses',
    permission: 'trend:read',
    key: 't',
    scoped: true,
    phone: false,
  },
  {
    id: 'imports',
    href: '/imports',
    group: 'weaknesses',
    permission: 'import:read',
    key: 'i',
    scoped: true,
    phone: false,
  },
  { id: 'alerts', href: '/alerts', group: 'response', permission: 'alert:read', key: 'd', scoped: true, phone: true },
  {
    id: 'incidents',
    href: '/incidents',
    group: 'response',
    permission: 'incident:read',
    key: 'b',
    scoped: true,
    phone: true,
  },
  { id: 'events', href: '/events', group: 'response', permission: 'event:read', key: 'v', scoped: true, phone: false },
  {
    id: 'posture',
    href: '/posture',
    group: 'promises',
    permission: 'posture:read',
    key: 'p',
    scoped: true,
    phone: false,
  },
  {
    id: 'compliance',
    href: '/compliance',
    group: 'promises',
    permission: 'compliance:read',
    key: 'c',
    scoped: false,
    phone: false,
  },
  {
    id: 'reports',
    href: '/reports',
    group: 'promises',
    permission: 'posture:read',
    key: 'm',
    scoped: false,
    phone: false,
  },
  {
    id: 'backups',
    href: '/backups',
    group: 'promises',
    permission: 'backup:read',
    key: 'k',
    scoped: true,
    phone: false,
  },
  { id: 'tls', href: '/tls', group: 'promises', permission: 'tls:read', key: 'l', scoped: true, phone: false },
  {
    id: 'assets',
    href: '/assets',
    group: 'promises',
    permission: 'finding:read',
    key: 'a',
    scoped: true,
    phone: false,
  },
  { id: 'audit', href: '/audit', group: 'house', permission: 'audit:read', key: 'u', scoped: false, phone: false },
  { id: 'settings', href: '/settings', group: 'house', key: 's', scoped: false, phone: false },
];

export function isCurrent(href: string, pathname: string): boolean {
  return href === '/' ? pathname === '/' : pathname === href || pathname.startsWith(`${href}/`);
}

/** Pages beside the nouns that show what is the person's own, whatever the scope. */
const OWN: readonly string[] = ['/notices'];

/** Whether the page at `pathname` narrows by the scope; other pages that belong to no noun do. */
export function isScoped(pathname: string): boolean {
  if (OWN.includes(pathname)) return false;
  return NAV.find(({ href }) => isCurrent(href, pathname))?.scoped ?? true;
}
