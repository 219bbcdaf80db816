import { Problem } from './say.mjs';

const BY_CODE = {
  ENOSPC: ['The disk is full.', 'Free some space (a first start needs about 2 GB), then start again.'],
  EDQUOT: ['The disk quota is used up.', 'Free some space, then start again.'],
  EROFS: ['The folder is on a read-only file system.', 'Set LAGEBILD_DATA to a folder that can be written.'],
};

/** @returns {string | null} the one line for people, null for what nobody foresaw */
export function explain(error, { data = '' } = {}) {
  if (error instanceof Problem) return error.message;
  const known = BY_CODE[error?.code];
  if (known) return known.join(' ');
  if (error?.code === 'EACCES' || error?.code === 'EPERM') {
    const where = error.path ?? data;
    return `No right to use ${where}. Give it to this user (chown), or set LAGEBILD_DATA to another folder.`;
  }
  if (/No space left on device/.test(error?.message ?? '')) return BY_CODE.ENOSPC.join(' ');
  return null;
}

export function portTaken(port) {
  return new Problem(`Port ${port} is taken.`, `Choose another: PORT=${port + 1} npm start`);
}

export function wrongNode(version) {
  return new Problem(
    `Node ${version} is too old.`,
    'Install Node 20 or newer from https://nodejs.org, then start again.',
  );
}
