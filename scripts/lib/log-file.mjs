import { closeSync, existsSync, fstatSync, openSync, renameSync, writeSync } from 'node:fs';
import { join } from 'node:path';

const MAX_BYTES = 20 * 1024 * 1024;

/**
 * The log `<folder>/<name>.log`; at its start, and above `maxBytes`, the one before becomes `<name>.1.log`. What cannot
 * be written (a full disk) is dropped, which `say` tells once until it works again: a log never ends what it is about.
 */
export function logFile({ folder, name, say, maxBytes = MAX_BYTES }) {
  const file = join(folder, `${name}.log`);
  let fd = null;
  let size = 0;
  let told = false;
  let over = false;

  const close = () => {
    if (fd !== null) closeSync(fd);
    fd = null;
  };
  const open = () => {
    if (existsSync(file)) renameSync(file, join(folder, `${name}.1.log`));
    fd = openSync(file, 'a', 0o600);
    size = fstatSync(fd).size;
  };
  const append = (chunk) => {
    if (fd === null || size > maxBytes) {
      close();
      open();
    }
    for (let at = 0; at < chunk.length; ) at += writeSync(fd, chunk, at);
    size += chunk.length;
  };
  return {
    /** @param {Buffer} chunk */
    write: (chunk) => {
      if (over) return;
      try {
        append(chunk);
        told = false;
      } catch (error) {
        if (!told) say(`${file} cannot be written (${error.code ?? error.message}): what ${name} says is lost`);
        told = true;
      }
    },
    end: () => {
      over = true;
      close();
    },
  };
}
