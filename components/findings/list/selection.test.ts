import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  chooseLoaded,
  EVERYTHING,
  extend,
  isChosen,
  isEmpty,
  NOTHING,
  toggle,
} from '@/components/findings/list/selection';

const LOADED = [9, 7, 5, 3, 1];

describe('selection', () => {
  it('toggles a row and remembers it as the anchor', () => {
    const one = toggle(NOTHING, 7, LOADED);
    expect(isChosen(one, 7)).toBe(true);
    expect(isEmpty(toggle(one, 7, LOADED))).toBe(true);
  });

  it('extends from the anchor in either direction, in the order of the list', () => {
    expect(extend(toggle(NOTHING, 7, LOADED), 3, LOADED)).toMatchObject({ ids: new Set([7, 5, 3]) });
    expect(extend(toggle(NOTHING, 3, LOADED), 9, LOADED)).toMatchObject({ ids: new Set([3, 9, 7, 5]) });
    expect(extend(NOTHING, 5, LOADED)).toMatchObject({ ids: new Set([5]) });
  });

  it('leaves everything that matches by taking one row out of those loaded', () => {
    expect(toggle(EVERYTHING, 5, LOADED)).toMatchObject({ kind: 'some', ids: new Set([9, 7, 3, 1]) });
    expect(extend(EVERYTHING, 5, LOADED)).toBe(EVERYTHING);
  });

  it('never chooses a row that is not loaded, whatever is pressed', () => {
    const press = fc.tuple(fc.boolean(), fc.constantFrom(...LOADED));
    fc.assert(
      fc.property(fc.array(press), (presses) => {
        const end = presses.reduce((choice, [shift, id]) => (shift ? extend : toggle)(choice, id, LOADED), NOTHING);
        return end.kind === 'some' && [...end.ids].every((id) => LOADED.includes(id));
      }),
    );
  });

  it('chooses what is loaded', () => {
    expect(LOADED.every((id) => isChosen(chooseLoaded(LOADED), id))).toBe(true);
  });
});
