import { Boxes, FileInput, Gauge, type LucideIcon, ScrollText, Settings, ShieldAlert } from 'lucide-react';
import type { Permission } from '@/lib/access/policy';

export type NavId = 'overview' | 'findings' | 'imports' | 'assets' | 'audit' | 'settings';

export type NavItem = {
  readonly id: NavId;
  readonly href: string;
  readonly icon: LucideIcon;
  /** Without it the noun is for everybody who is signed in. */
  readonly permission?: Permission;
  /** `g` and then this letter. */
  readonly key: string;
  /** Shown in the bottom bar of a phone. */
  readonly phone: boolean;
};

/** The nouns in the order of the day. */
export const NAV: readonly NavItem[] = [
  { id: 'overview', href: '/', icon: Gauge, permission: 'posture:read', key: 'o', phone: true },
  { id: 'findings', href: '/findings', icon: ShieldAlert, permission: 'finding:read', key: 'f', phone: true },
  { id: 'imports', href: '/imports', icon: FileInput, permission: 'import:read', key: 'i', phone: true },
  { id: 'assets', href: '/assets', icon: Boxes, permission: 'finding:read', key: 'a', phone: true },
  { id: 'audit', href: '/audit', icon: ScrollText, permission: 'audit:read', key: 'u', phone: false },
  { id: 'settings', href: '/settings', icon: Settings, key: 's', phone: false },
];

export function isCurrent(href: string, pathname: string): boolean {
  return href === '/' ? pathname === '/' : pathname === href || pathname.startsWith(`${href}/`);
}
