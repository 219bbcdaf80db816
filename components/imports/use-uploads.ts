'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { type Upload, type UploadOptions, upload } from '@/components/imports/upload';
import { RequestError } from '@/lib/core/request-error';
import { importKeys } from '@/lib/imports/queries';

export type QueuedFile = {
  readonly key: number;
  readonly file: File;
  readonly options: UploadOptions;
  readonly state: 'ready' | 'waiting' | 'sending' | 'refused';
  /** Bytes. */
  readonly sent: number;
  readonly error: RequestError | null;
};

const AT_ONCE = 2;

/** The files of this page that are not yet safe on the server: chosen, sent two at a time, forgotten once received. */
export function useUploads() {
  const client = useQueryClient();
  const [files, setFiles] = useState<readonly QueuedFile[]>([]);
  const running = useRef(new Map<number, Upload>());
  const lastKey = useRef(0);

  const change = (key: number, part: Partial<QueuedFile>) =>
    setFiles((all) => all.map((one) => (one.key === key ? { ...one, ...part } : one)));
  const forget = (key: number) => setFiles((all) => all.filter((one) => one.key !== key));

  useEffect(() => {
    const start = async ({ key, file, options }: QueuedFile) => {
      const under = upload(file, options, (sent) => change(key, { sent }));
      running.current.set(key, under);
      change(key, { state: 'sending' });
      try {
        await under.done;
        forget(key);
        await client.invalidateQueries({ queryKey: importKeys.lists });
      } catch (error) {
        const refused = error instanceof RequestError ? error : new RequestError('unexpected', '');
        if (refused.code === 'cancelled') forget(key);
        else change(key, { state: 'refused', error: refused });
      } finally {
        running.current.delete(key);
      }
    };
    const waiting = files.filter((one) => one.state === 'waiting' && !running.current.has(one.key));
    for (const one of waiting.slice(0, AT_ONCE - running.current.size)) void start(one);
  });

  const busy = files.some(({ state }) => state === 'waiting' || state === 'sending');
  useEffect(() => {
    if (!busy) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener('beforeunload', warn);
    return () => removeEventListener('beforeunload', warn);
  }, [busy]);

  return {
    files,
    add: (chosen: readonly File[], options: UploadOptions) =>
      setFiles((all) => [
        ...all,
        ...chosen.map((file): QueuedFile => {
          lastKey.current += 1;
          return { key: lastKey.current, file, options, state: 'ready', sent: 0, error: null };
        }),
      ]),
    setOptions: (key: number, options: UploadOptions) => change(key, { options }),
    startAll: () =>
      setFiles((all) =>
        all.map((one) => (one.state === 'ready' || one.state === 'refused' ? { ...one, state: 'waiting' } : one)),
      ),
    drop: (key: number) => {
      const under = running.current.get(key);
      if (under) under.cancel();
      else forget(key);
    },
  };
}
