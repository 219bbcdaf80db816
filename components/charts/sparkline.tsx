const [WIDTH, HEIGHT, PAD] = [72, 20, 2];

type Props = {
  /** What the line shows, for whoever does not see it. */
  readonly label: string;
  /** Shares of 0 to 1, oldest first; null breaks the line. */
  readonly points: readonly (number | null)[];
  /** A share that is aimed at, drawn behind the line. */
  readonly target?: number;
};

const yOf = (share: number) => HEIGHT - PAD - share * (HEIGHT - 2 * PAD);

/** The line's pieces: each stretch of known shares as points of a polyline. */
function piecesOf(points: Props['points']): string[][] {
  const step = points.length > 1 ? (WIDTH - 2 * PAD) / (points.length - 1) : 0;
  const pieces: string[][] = [[]];
  for (const [index, share] of points.entries()) {
    if (share === null) pieces.push([]);
    else pieces.at(-1)?.push(`${(PAD + index * step).toFixed(1)},${yOf(share).toFixed(1)}`);
  }
  return pieces.filter((piece) => piece.length > 0);
}

/** A share over time, as small as a word. */
export function Sparkline({ label, points, target }: Props) {
  return (
    <svg role="img" aria-label={label} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} className="h-5 w-18">
      {target !== undefined && (
        <line
          x1={PAD}
          x2={WIDTH - PAD}
          y1={yOf(target)}
          y2={yOf(target)}
          stroke="var(--line-strong)"
          strokeDasharray="2 2"
        />
      )}
      {piecesOf(points).map((piece) => (
        <polyline
          key={piece[0]}
          points={piece.length > 1 ? piece.join(' ') : `${piece[0]} ${piece[0]}`}
          fill="none"
          stroke="var(--accent)"
          strokeWidth={piece.length > 1 ? 1.5 : 3}
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      ))}
    </svg>
  );
}
