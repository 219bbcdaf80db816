import { Fragment } from 'react';
import { type SourceName, sourceMarks } from '@/lib/imports/source-name';

/** A source by its scanner and target, and what else tells it apart: image, service, branch, environment. */
export function SourceNameText({ source }: { readonly source: SourceName }) {
  return (
    <span className="inline-flex min-w-0 max-w-full flex-wrap items-center gap-x-1.5 gap-y-0.5">
      <span className="font-medium">{source.scanner}</span>{' '}
      {source.target !== '' && <span className="min-w-0 truncate font-mono text-xs">{source.target}</span>}
      {sourceMarks(source).map((mark) => (
        <Fragment key={mark}>
          {' '}
          <span className="max-w-48 truncate rounded-sm bg-sunken px-1 font-mono text-xs">{mark}</span>
        </Fragment>
      ))}
    </span>
  );
}
