/** A stored word that the code knows; another one (of a later version) is taken for `fallback`. */
export function pick<T extends string>(words: readonly T[], stored: string, fallback: T): T {
  return words.find((word) => word === stored) ?? fallback;
}
