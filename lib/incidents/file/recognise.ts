import { isIP } from 'node:net';
import type { ObservableKind } from '@/lib/incidents/file/types';

export type Recognised = { readonly kind: ObservableKind; readonly value: string };

/** Longer pieces are no observable of ours. */
const LONGEST = 2000;
const HASHES: Readonly<Record<number, ObservableKind>> = { 32: 'md5', 40: 'sha1', 64: 'sha256' };
/** What looks like a domain and is a file. */
const FILES = /\.(?:exe|dll|js|mjs|ts|php|html?|txt|json|ya?ml|log|png|jpe?g|gif|pdf|docx?|xlsx?|csv|py|conf|service)$/;
const LABEL = /^[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9])?$/;
const TOP = /^(?:[a-z]{2,63}|xn--[a-z0-9-]{2,59})$/;

/** Makes `hxxps://evil[.]example` what it was before it was made harmless. One pass each: linear. */
function refang(text: string): string {
  return text
    .replaceAll(/[[({](?:\.|dot)[\])}]/gi, '.')
    .replaceAll(/[[({](?:@|at)[\])}]/gi, '@')
    .replaceAll(/[[({]:(\/\/)?[\])}]/g, ':$1')
    .replaceAll(/\bh(?:xx|\*\*|tt)p(s?):/gi, 'http$1:')
    .replaceAll(/\bfxp:/gi, 'ftp:');
}

function isDomain(text: string): boolean {
  if (text.length > 253 || FILES.test(text)) return false;
  const labels = text.split('.');
  return labels.length > 1 && labels.every((label) => LABEL.test(label)) && TOP.test(labels.at(-1) ?? '');
}

function address(text: string): string | null {
  const bare = /^\d{1,3}(?:\.\d{1,3}){3}:\d{1,5}$/.test(text) ? text.slice(0, text.lastIndexOf(':')) : text;
  const version = isIP(bare);
  if (version === 4) return bare;
  // In the short form that the standard asks for (RFC 5952), so that two spellings are one.
  return version === 6 && !bare.includes('%') ? new URL(`http://[${bare}]`).hostname.slice(1, -1) : null;
}

function recogniseOne(piece: string): Recognised | null {
  const text = piece.replace(/^[.:]+/, '').replace(/[.:!?]+$/, '');
  const lower = text.toLowerCase();
  if (/^(?:https?|ftp):\/\//.test(lower)) return URL.canParse(text) ? { kind: 'url', value: new URL(text).href } : null;
  const hash = HASHES[lower.length];
  if (hash && /^[0-9a-f]+$/.test(lower)) return { kind: hash, value: lower };
  // Colons may begin and end an IPv6 address: ::1, 2001:db8::
  const ip = address(piece.toLowerCase().replace(/[.!?]+$/, '')) ?? address(lower);
  if (ip !== null) return { kind: 'ip', value: ip };
  const account =
    /^(?:account|user):(.+)$/.exec(lower)?.[1] ?? (/^[a-z0-9.-]+\\[^\\]+$/.test(lower) ? lower : undefined);
  if (account) return { kind: 'account', value: account };
  const at = lower.indexOf('@');
  if (at > 0 && at <= 64 && isDomain(lower.slice(at + 1))) return { kind: 'email', value: lower };
  return isDomain(lower) ? { kind: 'domain', value: lower } : null;
}

/**
 * What of a pasted text can be looked for elsewhere: addresses, domains, URLs, hashes, e-mail addresses, accounts
 * (`DOMAIN\name`, `user:name`); each once, defanged ones as they were. Linear in the text.
 * @returns at most `max`, in the order of the text
 */
export function recognise(text: string, max: number): readonly Recognised[] {
  const found = new Map<string, Recognised>();
  for (const piece of refang(text).split(/[\s,;<>"'`|()[\]{}]+/)) {
    if (found.size >= max) break;
    const one = piece === '' || piece.length > LONGEST ? null : recogniseOne(piece);
    if (one && one.value.length <= LONGEST) found.set(`${one.kind} ${one.value}`, one);
  }
  return [...found.values()];
}
