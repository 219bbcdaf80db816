import { NotFoundState } from '@/components/layout/not-found-state';

export default function NotFound() {
  return (
    <main>
      <NotFoundState />
    </main>
  );
}
