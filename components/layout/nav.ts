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
  | 'imports'
  | 'assets'
  | 'audit'
  | 'settings';

export type NavItem = {
  readonly id: NavId;
  readonly href: string;
  /** Without it the noun is for everybody who is signed in. */
  readonly permission?: Permission;
  /** `g` and then this letter. */
  readonly key: string;
  /** Narrowed by the scope filter: what it shows belongs to products. */
  readonly scoped: boolean;
  /** Shown in the bottom bar of a phone. */
  readonly phone: boolean;
};

/** The nouns in the order of the day. */
export const NAV: readonly NavItem[] = [
  { id: 'overview', href: '/', permission: 'posture:read', key: 'o', scoped: true, phone: true },
  { id: 'inbox', href: '/inbox', permission: 'finding:read', key: 'n', scoped: true, phone: true },
  {
    id: 'findings',
    href: '/findings',
    permission: 'finding:read',
    key: 'f',
    scoped: true,
    phone: true,
  },
  { id: 'alerts', href: '/alerts', permission: 'alert:read', key: 'd', scoped: true, phone: true },
  {
    id: 'incidents',
    href: '/incidents',
    permission: 'incident:read',
    key: 'b',
    scoped: true,
    phone: true,
  },
  { id: 'figures', href: '/figures', permission: 'trend:read', key: 't', scoped: true, phone: false },
  { id: 'events', href: '/events', permission: 'event:read', key: 'v', scoped: true, phone: false },
  {
    id: 'acceptances',
    href: '/acceptances',
    permission: 'finding:read',
    key: 'r',
    scoped: true,
    phone: false,
  },
  {
    id: 'engagements',
    href: '/engagements',
    permission: 'finding:read',
    key: 'e',
    scoped: true,
    phone: false,
  },
  { id: 'tls', href: '/tls', permission: 'tls:read', key: 'l', scoped: true, phone: false },
  { id: 'backups', href: '/backups', permission: 'backup:read', key: 'k', scoped: true, phone: false },
  { id: 'posture', href: '/posture', permission: 'posture:read', key: 'p', scoped: true, phone: false },
  { id: 'compliance', href: '/compliance', permission: 'compliance:read', key: 'c', scoped: false, phone: false },
  { id: 'imports', href: '/imports', permission: 'import:read', key: 'i', scoped: true, phone: false },
  { id: 'assets', href: '/assets', permission: 'finding:read', key: 'a', scoped: true, phone: false },
  { id: 'audit', href: '/audit', permission: 'audit:read', key: 'u', scoped: false, phone: false },
  { id: 'settings', href: '/settings', key: 's', scoped: false, phone: false },
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
