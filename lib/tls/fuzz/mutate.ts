import { BYTE_CHANGES, splice } from '@/lib/imports/fuzz/mutate-bytes';
import { Random } from '@/lib/imports/fuzz/random';

/** Lengths that lie: one, two or three bytes become nothing, all, or one off. */
function lie(bytes: Buffer, random: Random): Buffer {
  const changed = Buffer.from(bytes);
  const width = Math.min(1 + random.below(3), changed.length);
  const at = random.below(changed.length - width + 1);
  const value = changed.readUIntBE(at, width);
  const most = 2 ** (8 * width) - 1;
  const told = random.one([0, most, value + 1, value - 1, value * 2, value + 256]);
  changed.writeUIntBE(Math.min(Math.max(told, 0), most), at, width);
  return changed;
}

/** The broken bytes of one case: the same for the same numbers. One to four changes of a good answer. */
export function caseOf(id: string, seeds: readonly Buffer[], seed: number, number: number): Buffer {
  const random = new Random(`${id} ${seed} ${number}`);
  let bytes = random.one(seeds);
  for (let changes = 1 + random.below(4); changes > 0 && bytes.length > 0; changes -= 1) {
    const kind = random.next();
    if (kind < 0.4) bytes = lie(bytes, random);
    else if (kind < 0.5) bytes = splice(bytes, random.one(seeds), random);
    else bytes = random.one(BYTE_CHANGES)(bytes, random);
  }
  return bytes;
}
