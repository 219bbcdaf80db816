import { type Effect, LETTERS, type Letter } from '@/lib/tls/grade/types';

/** For comparing, higher is better: T and M say how a server fails to be trusted, neither is better than the other. */
export function letterRank(letter: Letter): number {
  return LETTERS.length - Math.min(LETTERS.indexOf(letter), LETTERS.indexOf('T'));
}

/** The worse of two. */
export function worseOf(one: Letter, other: Letter): Letter {
  return letterRank(other) < letterRank(one) ? other : one;
}

/** The best letter that is left where this effect is at work. */
export function bestUnder(effect: Effect): Letter {
  switch (effect) {
    case 'note':
      return 'A+';
    case 'no_a_plus':
      return 'A';
    case 'warning':
      return 'A-';
    default:
      return effect;
  }
}

const FROM: readonly (readonly [number, Letter])[] = [
  [80, 'A+'],
  [65, 'B'],
  [50, 'C'],
  [35, 'D'],
  [20, 'E'],
];

/** The best letter for a total of points: 80 and more may become A+. */
export function letterOf(total: number): Letter {
  return FROM.find(([points]) => total >= points)?.[1] ?? 'F';
}
