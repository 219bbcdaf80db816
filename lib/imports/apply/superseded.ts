/** The import was cancelled, or another attempt has taken it: nothing was written. */
export class Superseded extends Error {
  override readonly name = 'Superseded';
}
