'use client';

import { Upload } from 'lucide-react';
import { type DragEvent, type ReactNode, useRef, useState } from 'react';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/cn';

type Props = {
  readonly onFiles: (files: File[]) => void;
  /** The button's words: "Choose reports…". */
  readonly chooseLabel: string;
  /** The sentence beside it: "or drop them here". */
  readonly hint: ReactNode;
  readonly multiple?: boolean;
  readonly disabled?: boolean;
};

/** Takes files by drop, by button and by keyboard. */
export function FileDropZone({ onFiles, chooseLabel, hint, multiple = true, disabled = false }: Props) {
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const take = (list: FileList | null) => {
    if (!disabled && list && list.length > 0) onFiles(multiple ? [...list] : [...list].slice(0, 1));
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is an extra, the button does the same
    <div
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
      className={cn(
        'flex flex-wrap items-center justify-center gap-3 rounded-lg border border-line-strong border-dashed px-4 py-8 text-muted',
        over && 'border-accent bg-accent-soft text-text',
      )}
    >
      <input
        ref={input}
        type="file"
        hidden
        multiple={multiple}
        onChange={(event) => {
          take(event.target.files);
          event.target.value = '';
        }}
      />
      <Button variant="primary" disabled={disabled} onClick={() => input.current?.click()}>
        <Upload aria-hidden />
        {chooseLabel}
      </Button>
      <span>{hint}</span>
    </div>
  );
}
