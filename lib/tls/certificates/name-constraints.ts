import { isIP } from 'node:net';
import { CONTEXT, CONTEXT_BUILT, children, type Der, eachDer, expectDer, TAG } from '@/lib/tls/certificates/der';
import { EXTENSION } from '@/lib/tls/certificates/extensions';
import type { Path } from '@/lib/tls/certificates/paths';

type Constraints = { readonly permitted: readonly Der[]; readonly excluded: readonly Der[] };

const SUBTREES = 2_000;
const DNS = CONTEXT + 2;
const ADDRESS = CONTEXT + 7;

/** The leaf's names against what its issuers may sign for (RFC 5280, 4.2.1.10): DNS names and addresses. */
export function constraintError(path: Path): string | null {
  const names = path[0]?.facts.names ?? [];
  for (const { extensions } of path.slice(1)) {
    const found = extensions.get(EXTENSION.nameConstraints);
    const constraints = found ? readConstraints(found.value) : null;
    if (found && !constraints) return 'UNSUPPORTED_CONSTRAINT_SYNTAX';
    if (!constraints) continue;
    if (names.some((name) => constraints.excluded.some((base) => within(name, base)))) return 'EXCLUDED_VIOLATION';
    if (names.some((name) => !isPermitted(name, constraints.permitted))) return 'PERMITTED_VIOLATION';
  }
  return null;
}

function readConstraints(value: Buffer): Constraints | null {
  try {
    const [list] = eachDer(value);
    const parts = children(expectDer(list, TAG.sequence), 2);
    const of = (tag: number) =>
      parts.filter((part) => part.tag === tag).flatMap((part) => children(part, SUBTREES).map(base));
    return { permitted: of(CONTEXT_BUILT), excluded: of(CONTEXT_BUILT + 1) };
  } catch {
    return null;
  }
}

function base(subtree: Der): Der {
  const [name] = eachDer(expectDer(subtree, TAG.sequence).value);
  return name ?? subtree;
}

/** A kind of name that no permitted subtree speaks of is free. */
function isPermitted(name: string, permitted: readonly Der[]): boolean {
  const kind = isIP(name) === 0 ? DNS : ADDRESS;
  const ofKind = permitted.filter(({ tag }) => tag === kind);
  return ofKind.length === 0 || ofKind.some((subtree) => within(name, subtree));
}

function within(name: string, { tag, value }: Der): boolean {
  if (isIP(name) !== 0) return tag === ADDRESS && inNetwork(name, value);
  if (tag !== DNS) return false;
  const tree = value.toString('latin1').toLowerCase();
  const lower = name.toLowerCase();
  if (tree === '') return true;
  return lower === tree || lower.endsWith(tree.startsWith('.') ? tree : `.${tree}`);
}

/** Names of ours spell every group of an IPv6 address: addressOf (names.ts). */
function inNetwork(name: string, network: Buffer): boolean {
  const bytes = name.includes(':')
    ? name.split(':').flatMap((group) => [Number.parseInt(group, 16) >> 8, Number.parseInt(group, 16) & 0xff])
    : name.split('.').map(Number);
  if (network.length !== bytes.length * 2) return false;
  return bytes.every((byte, index) => {
    const mask = network[bytes.length + index] ?? 0;
    return (byte & mask) === ((network[index] ?? 0) & mask);
  });
}
