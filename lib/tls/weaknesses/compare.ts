import { type Reaction, SILENCE } from '@/lib/tls/weaknesses/reaction';

const alike = (reactions: readonly Reaction[]): boolean => new Set(reactions).size === 1;

/** Two answers to the same question; null where they contradict. Silence contradicts nothing: the server may have been busy. */
function agreed(first: Reaction, second: Reaction): Reaction | null {
  if (first === second || second === SILENCE) return first;
  return first === SILENCE ? second : null;
}

/**
 * What a server does about each of several wrong things, asked side by side; where it does not do the same about all of them,
 * asked once more, one after the other. Null where the second answers contradict the first: a difference that does not stay
 * proves nothing.
 */
export async function compareReactions<T>(
  wrongs: readonly T[],
  ask: (wrong: T) => Promise<Reaction>,
): Promise<readonly Reaction[] | null> {
  const first = await Promise.all(wrongs.map(ask));
  if (alike(first)) return first;
  const settled: Reaction[] = [];
  for (const [at, wrong] of wrongs.entries()) {
    const both = agreed(first[at] ?? SILENCE, await ask(wrong));
    if (both === null) return null;
    settled.push(both);
  }
  return settled;
}
