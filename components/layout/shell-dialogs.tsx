'use client';

import type { ComponentProps } from 'react';
import type { HelpDialog } from '@/components/command-menu/help-dialog';
import type { SearchPalette } from '@/components/layout/search-palette';
import { Arriving } from '@/components/ui/arriving';
import { lazyOnIntent } from '@/components/ui/lazy-on-intent';
import { useEver } from '@/components/ui/use-ever';

export const paletteCode = lazyOnIntent(() => import('@/components/layout/search-palette'));
const helpCode = lazyOnIntent(() => import('@/components/command-menu/help-dialog'));

type PaletteProps = ComponentProps<typeof SearchPalette>;
type HelpProps = ComponentProps<typeof HelpDialog>;
type Props = { readonly palette: PaletteProps; readonly help: HelpProps };

/** The dialogs that every page can open, each with its code from its first opening on. */
export function ShellDialogs({ palette, help }: Props) {
  const showsPalette = useEver(palette.open);
  const showsHelp = useEver(help.open);
  return (
    <>
      {showsPalette && (
        <Arriving code={paletteCode}>
          <LazyPalette {...palette} />
        </Arriving>
      )}
      {showsHelp && (
        <Arriving code={helpCode}>
          <LazyHelp {...help} />
        </Arriving>
      )}
    </>
  );
}

function LazyPalette(props: PaletteProps) {
  const { SearchPalette: Part } = paletteCode.use();
  return <Part {...props} />;
}

function LazyHelp(props: HelpProps) {
  const { HelpDialog: Part } = helpCode.use();
  return <Part {...props} />;
}
