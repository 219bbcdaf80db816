import { cn } from '@/components/ui/cn';

/** A grey stand-in of something that loads; the region around it says `aria-busy`. */
export function Skeleton({ className }: { readonly className?: string }) {
  return <div aria-hidden className={cn('h-4 animate-pulse rounded bg-hover', className)} />;
}

export function SkeletonRows({ rows = 8 }: { readonly rows?: number }) {
  return (
    <div className="flex flex-col">
      {Array.from({ length: rows }, (_, row) => row).map((row) => (
        <div key={row} className="flex h-row items-center gap-4 border-line border-b">
          <Skeleton className="w-16" />
          <Skeleton className="flex-1" />
          <Skeleton className="hidden w-32 sm:block" />
        </div>
      ))}
    </div>
  );
}
