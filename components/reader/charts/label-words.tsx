import type { Label } from '@/components/reader/charts/labels';

/** The words of a label, in one or more lines. */
export function LabelWords({ label, size }: { readonly label: Label; readonly size: number }) {
  const { lines, x, y, anchor } = label;
  if (lines.length === 1) {
    return (
      <text x={x} y={y} textAnchor={anchor}>
        {lines[0]}
      </text>
    );
  }
  return (
    <text y={y} textAnchor={anchor}>
      {lines.map((line, at) => (
        <tspan key={line} x={x} dy={at === 0 ? undefined : Math.round(size * 1.1)}>
          {line}
        </tspan>
      ))}
    </text>
  );
}
