import ReactMarkdown, { type Components } from 'react-markdown';
import rehypeSanitize, { defaultSchema, type Options } from 'rehype-sanitize';
import remarkGfm from 'remark-gfm';

/** Nothing is loaded from elsewhere and nothing but web addresses is a link: the text is a stranger's. */
const SCHEMA: Options = {
  ...defaultSchema,
  tagNames: defaultSchema.tagNames?.filter((name) => !['img', 'input', 'picture', 'source'].includes(name)),
  protocols: { href: ['http', 'https'] },
};

/** Headings of the text do not take part in the page's own. */
const heading: Components['h1'] = ({ children }) => <p className="mt-3 font-semibold">{children}</p>;

const COMPONENTS: Components = {
  a: ({ href, children }) =>
    href?.startsWith('http') ? (
      <a href={href} target="_blank" rel="noopener noreferrer nofollow" className="text-accent underline">
        {children}
      </a>
    ) : (
      <span>{children}</span>
    ),
  pre: ({ children }) => (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
    <pre tabIndex={0} className="overflow-x-auto rounded-md bg-sunken p-2 font-mono text-xs">
      {children}
    </pre>
  ),
  code: ({ children }) => <code className="rounded bg-sunken px-1 font-mono text-xs">{children}</code>,
  table: ({ children }) => (
    <div className="overflow-x-auto">
      <table className="text-sm [&_td]:border-line [&_td]:border-b [&_td]:px-2 [&_td]:py-1 [&_th]:px-2 [&_th]:text-left">
        {children}
      </table>
    </div>
  ),
  h1: heading,
  h2: heading,
  h3: heading,
  h4: heading,
  h5: heading,
  h6: heading,
};

/** Markdown by people and scanners, sanitised: no HTML, no images, no foreign schemes. */
export function Markdown({ children }: { readonly children: string }) {
  return (
    <div className="flex max-w-prose flex-col gap-2 wrap-anywhere [&_ol]:list-decimal [&_ol]:pl-5 [&_ul]:list-disc [&_ul]:pl-5">
      <ReactMarkdown remarkPlugins={[remarkGfm]} rehypePlugins={[[rehypeSanitize, SCHEMA]]} components={COMPONENTS}>
        {children}
      </ReactMarkdown>
    </div>
  );
}
