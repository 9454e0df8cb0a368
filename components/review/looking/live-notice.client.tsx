'use client';

import { useEffect, useState } from 'react';
import { reviewAddress } from '@/components/review/looking/address';
import { setBehind } from '@/components/review/looking/behind';
import { send } from '@/components/send';
import { count, stateWords } from '@/components/words';
import type { EndpointOutput } from '@/lib/contract/endpoint';
import { keepScreenEndpoint, newsEndpoint } from '@/lib/contract/reviews';
import type { DiffMode } from '@/lib/domain/actor';
import { stateOf } from '@/lib/domain/workflow/transitions';
import { agoWords } from '@/lib/domain/workflow/wall-words';

type News = EndpointOutput<typeof newsEndpoint>;
type Props = {
  readonly number: number;
  readonly mode: DiffMode;
  readonly headHash: string;
  readonly state: string;
  /** When the server made this page, ISO 8601. */
  readonly openedAt: string;
};

/** How often an open screen asks, in ms. */
const every = 12_000;

/**
 * What happens to the revision while its screen is open: who saved, who gave a verdict. The text on screen stays as it is until its
 * reader asks for the new one; until then it cannot be approved.
 */
export function LiveNotice(props: Props) {
  const { number, headHash, openedAt } = props;
  const [news, setNews] = useState<News | null>(null);
  useEffect(() => {
    let isOver = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const ask = async () => {
      const isSeen = document.visibilityState === 'visible';
      const answer = isSeen ? await send(newsEndpoint, { number, headHash, since: openedAt }).catch(() => null) : null;
      if (isOver) return;
      if (answer) {
        setNews(answer);
        setBehind(answer.edit ? `${answer.edit.by} saved changes. Look at what is new first.` : '');
      }
      timer = setTimeout(() => void ask(), every);
    };
    const turn = () => {
      if (document.visibilityState !== 'visible') return;
      clearTimeout(timer);
      void ask();
    };
    void send(keepScreenEndpoint, { number, headHash })
      .catch(() => undefined)
      .then(() => (isOver ? undefined : ask()));
    document.addEventListener('visibilitychange', turn);
    return () => {
      isOver = true;
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', turn);
      setBehind('');
    };
  }, [number, headHash, openedAt]);
  return <div role="status">{news ? <Told {...props} news={news} /> : null}</div>;
}

const ago = (at: string) => agoWords(new Date(at).getTime(), Date.now());

const verdictWords: Readonly<Record<string, string>> = {
  approve: 'approved this',
  request_changes: 'asked for changes',
  comment: 'commented on this',
};

function Told({ number, mode, headHash, state, news }: Props & { readonly news: News }) {
  const { edit, reviews } = news;
  return (
    <>
      {reviews.map(({ id, by, verdict, at }) => (
        <p key={id} className="notice info">
          <bdi>{by}</bdi> {verdictWords[verdict] ?? 'reviewed this'} {ago(at)}.
        </p>
      ))}
      {news.state === state ? null : (
        <p className="notice info">
          This revision is now: {stateWords[stateOf(news.state)].word.toLowerCase()}.{' '}
          <a href={reviewAddress({ number, mode })}>Show it as it is now</a>
        </p>
      )}
      {edit ? (
        <p className="notice warn">
          <bdi>{edit.by}</bdi> saved changes {ago(edit.at)}
          {whereWords(edit.sections)}.{' '}
          {edit.sections === null ? null : (
            <a href={reviewAddress({ number, mode, from: `screen-${headHash}` })}>Show only what is new</a>
          )}{' '}
          <a href={reviewAddress({ number, mode })}>Show the whole new text</a>
        </p>
      ) : null}
    </>
  );
}

function whereWords(sections: number | null): string {
  if (sections === null) return '';
  if (sections === 0) return ' in title, facts or order of sections';
  return ` in ${count(sections, 'section')} you have open`;
}
