/** `exact`: a release line that is watched by hand and never floats. */
const FLOORS = {
  next: { least: '16.4.6' },
  react: { least: '19.3.1' },
  'react-dom': { least: '19.3.1' },
  'next-auth': { exact: '4.24.15' },
};

function below(version, least) {
  const [a, b] = [version, least].map((text) => text.split('-')[0].split('.').map(Number));
  const index = a.findIndex((part, at) => part !== b[at]);
  return index === -1 ? version.includes('-') : a[index] < b[index];
}

/** Every copy of a guarded package in the tree, nested ones too, that is older than it may be; and missing ones. */
export function belowFloors({ packages }) {
  return Object.entries(FLOORS).flatMap(([name, { least, exact }]) => {
    const copies = Object.entries(packages).filter(([path]) => path.endsWith(`node_modules/${name}`));
    if (copies.length === 0) return [`${name} is missing from the lock file`];
    return copies
      .filter(([, { version }]) => (exact ? version !== exact : below(version, least)))
      .map(([path, { version }]) => `${path} is ${version}: ${exact ? `must be ${exact}` : `at least ${least}`}`);
  });
}
