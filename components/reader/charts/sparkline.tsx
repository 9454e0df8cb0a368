import { scaleSqrt } from 'd3-scale';

/** A version: how many words it changed, and whether it corrected a fact. */
type SparklineVersion = { readonly words: number; readonly correction: boolean };

type Props = {
  /** Oldest first; of more than sixty the last sixty are drawn. */
  readonly versions: readonly SparklineVersion[];
  /** Makes the id of the pattern unique in its page. */
  readonly name?: string;
};

const most = 60;
const step = 10;
const height = 32;

/**
 * Words changed per version as bars, corrections hatched. Heights go by the square root, so that small changes stay visible next to
 * an import. Hidden from screen readers: a table with the numbers has to stand beside it. Nothing for fewer than two versions.
 */
export function Sparkline({ versions, name = 'spark' }: Props) {
  if (versions.length < 2) return null;
  const shown = versions.slice(-most);
  const heightOf = scaleSqrt([0, Math.max(1, ...shown.map(({ words }) => words))], [0, height - 2]);
  const width = shown.length * step;
  const bars = shown.map(({ words, correction }, at) => {
    const tall = Math.max(2, Math.round(heightOf(Math.max(0, words))));
    return { correction, path: `M${at * step + 1} ${height}v-${tall}h8v${tall}z` };
  });
  const pathOf = (correction: boolean) =>
    bars.flatMap((bar) => (bar.correction === correction ? [bar.path] : [])).join('');
  return (
    <svg className="chart spark" viewBox={`0 0 ${width} ${height}`} width={width} height={height} aria-hidden="true">
      <pattern id={`${name}-p`} width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <path fill="currentColor" d="M0 0h2v4H0z" />
      </pattern>
      {pathOf(false) !== '' && <path d={pathOf(false)} />}
      {pathOf(true) !== '' && <path fill={`url(#${name}-p)`} stroke="currentColor" d={pathOf(true)} />}
    </svg>
  );
}
