/**
 * A source within its product. Empty where nobody said it, which is a value like any other: a report without a branch
 * never closes what `main` reported.
 */
export type SourceName = {
  readonly scanner: string;
  readonly target: string;
  readonly branch: string;
  /** The image's repository, without tag and digest: a new tag is the same source. */
  readonly image: string;
  readonly environment: string;
  readonly service: string;
};

/** For a select of the database. */
export const SOURCE_NAME = {
  scanner: true,
  target: true,
  branch: true,
  image: true,
  environment: true,
  service: true,
} as const;

/** What is said of a source beside scanner and target. The image shows where the target does not name it. */
export function sourceMarks({ target, branch, image, environment, service }: Omit<SourceName, 'scanner'>): string[] {
  return [image === target ? '' : image, service, branch, environment].filter((word) => word !== '');
}

/** A source for people to read: "trivy shop/api (main, prod)". */
export function sourceLabel(source: SourceName): string {
  const marks = sourceMarks(source);
  return `${source.scanner} ${source.target}`.trim() + (marks.length > 0 ? ` (${marks.join(', ')})` : '');
}
