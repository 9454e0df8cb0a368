'use client';

import { useId } from 'react';
import { holds, openPoints, type Point, usePoints } from '@/components/review/verdict/points';

type Props = { readonly headHash: string; readonly points: readonly Point[] };

/** What a reviewer goes through before approving: some points count themselves, the others are ticked. */
export function ReviewersList({ headHash, points }: Props) {
  const { book } = usePoints(headHash);
  const id = useId();
  if (points.length === 0) return null;
  const done = points.length - openPoints(points, book).length;
  return (
    <section className="stack-tight" aria-labelledby={id}>
      <h2 id={id}>
        Reviewer’s list{' '}
        <span className="muted" role="status">
          {done} of {points.length}
        </span>
      </h2>
      <ul className="plain-list checks">
        {points.map((point) => (
          <PointLine key={point.text} point={point} headHash={headHash} />
        ))}
      </ul>
    </section>
  );
}

/** One point: a tick, or how many hold. */
export function PointLine({ point, headHash }: { readonly point: Point; readonly headHash: string }) {
  const { book, say } = usePoints(headHash);
  const id = useId();
  const { text, counted } = point;
  if (counted) {
    const isDone = holds(point, book);
    return (
      <li>
        <span className={`sign ${isDone ? 'ok' : 'look'}`} aria-hidden="true">
          {isDone ? '✓' : '!'}
        </span>
        <span>
          <span className="visually-hidden">{isDone ? 'Holds: ' : 'Open: '}</span>
          {text}{' '}
          <span className="muted">
            ({counted.holds} of {counted.all})
          </span>
        </span>
      </li>
    );
  }
  return (
    <li>
      <input
        type="checkbox"
        id={id}
        checked={holds(point, book)}
        onChange={(event) => say(text, { holds: event.target.checked })}
      />
      <label htmlFor={id}>{text}</label>
    </li>
  );
}
