import { type PointerEvent, useEffect, useRef, useState } from 'react';
import { barAt, pointAt, type Scene } from '@/components/timeline/picture/scene';
import { panned, type Range, spanOf, timeAt, zoomed } from '@/components/timeline/picture/viewport';

type Hand = {
  readonly scene: Scene;
  /** A finger chooses as a mouse does. */
  readonly choosing: boolean;
  readonly onRange: (range: Range) => void;
  readonly onChoose: (range: Range) => void;
  readonly onOpen: (ref: string) => void;
};

/** A pointer that moved less than that has pressed, not drawn. */
const PRESS = 4;
const WHEEL = 0.0015;

type Grip = { readonly x: number; readonly y: number; readonly mode: 'brush' | 'pan'; readonly range: Range };

/**
 * Pointers on the canvas: drawing with a mouse chooses a stretch, a finger or Shift moves it, two fingers and the wheel zoom.
 * The wheel zooms only where the picture has the focus or Ctrl is held: else the page scrolls.
 */
export function useHand({ scene, choosing, onRange, onChoose, onOpen }: Hand) {
  const [brush, setBrush] = useState<readonly [number, number] | null>(null);
  const [cursor, setCursor] = useState<number | null>(null);
  const grip = useRef<Grip | null>(null);
  const fingers = useRef(new Map<number, number>());
  const canvas = useRef<HTMLCanvasElement | null>(null);
  const latest = useRef({ scene, onRange });
  useEffect(() => {
    latest.current = { scene, onRange };
  });
  useEffect(() => {
    const element = canvas.current;
    if (!element) return;
    const onWheel = (event: WheelEvent) => {
      if (!event.ctrlKey && document.activeElement !== element.parentElement) return;
      event.preventDefault();
      const now = latest.current;
      const x = event.clientX - element.getBoundingClientRect().left;
      const sideways = event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY);
      const by = (event.deltaX || event.deltaY) / Math.max(1, now.scene.width);
      now.onRange(
        sideways
          ? panned(now.scene.range, by)
          : zoomed(
              now.scene.range,
              Math.exp(event.deltaY * WHEEL * (event.ctrlKey ? 5 : 1)),
              timeAt(now.scene.range, now.scene.width, x),
            ),
      );
    };
    // React's own listener could not keep the page from scrolling.
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => element.removeEventListener('wheel', onWheel);
  }, []);

  const pinch = (id: number, x: number) => {
    const before = [...fingers.current.values()];
    fingers.current.set(id, x);
    const after = [...fingers.current.values()];
    const [a = 0, b = 0] = before;
    const [c = 0, d = 0] = after;
    const factor = Math.abs(a - b) / Math.max(1, Math.abs(c - d));
    onRange(zoomed(scene.range, factor, timeAt(scene.range, scene.width, (c + d) / 2)));
  };

  const onPointerDown = (event: PointerEvent<HTMLCanvasElement>) => {
    const { offsetX: x, offsetY: y } = event.nativeEvent;
    event.currentTarget.setPointerCapture(event.pointerId);
    if (event.pointerType === 'touch') fingers.current.set(event.pointerId, x);
    const moves = event.pointerType === 'touch' ? !choosing : event.shiftKey;
    const mode = moves ? 'pan' : 'brush';
    grip.current = fingers.current.size > 1 ? null : { x, y, mode, range: scene.range };
  };
  const onPointerMove = (event: PointerEvent<HTMLCanvasElement>) => {
    const { offsetX: x } = event.nativeEvent;
    setCursor(x);
    if (fingers.current.size > 1) return pinch(event.pointerId, x);
    const held = grip.current;
    if (!held || Math.abs(x - held.x) < PRESS) return;
    if (held.mode === 'brush') setBrush([held.x, x]);
    else onRange(panned(held.range, (held.x - x) / Math.max(1, scene.width)));
  };
  const onPointerUp = (event: PointerEvent<HTMLCanvasElement>) => {
    fingers.current.delete(event.pointerId);
    const held = grip.current;
    grip.current = null;
    setBrush(null);
    if (!held) return;
    const { offsetX: x } = event.nativeEvent;
    const at = (place: number) => timeAt(scene.range, scene.width, place);
    if (Math.abs(x - held.x) >= PRESS) {
      if (held.mode === 'brush') onChoose({ from: at(Math.min(x, held.x)), to: at(Math.max(x, held.x)) });
      return;
    }
    const point = pointAt(scene, x, held.y);
    if (point) return onOpen(point.item.ref);
    // A press on a count looks into it.
    const bar = barAt(scene, x, held.y);
    if (bar) onRange({ from: at(bar.x), to: at(bar.x) + (bar.width / scene.width) * spanOf(scene.range) });
  };
  const letGo = () => {
    fingers.current.clear();
    grip.current = null;
    setBrush(null);
    setCursor(null);
  };
  const onPointerLeave = () => grip.current === null && setCursor(null);
  return {
    hand: { onPointerDown, onPointerMove, onPointerUp, onPointerCancel: letGo, onPointerLeave },
    canvas,
    brush,
    cursor,
  };
}
