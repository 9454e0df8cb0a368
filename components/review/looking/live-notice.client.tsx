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
 * What happens to the revision while its screen is open: who saved, who gave a verdict. It speaks of the text that the screen was opened
 * with: one that came in by itself since, as after a mark, is still to be looked at, and until then nothing can be approved.
 */
export function LiveNotice(props: Props) {
  const { number, openedAt } = props;
  const [opened] = useState(props.headHash);
  const [news, setNews] = useState<News | null>(null);
  useEffect(() => {
    void send(keepScreenEndpoint, { number, headHash: opened }).catch(() => undefined);
  }, [number, opened]);
  useEffect(() => {
    const hear = (answer: News) => {
      setNews(answer);
      setBehind(answer.edit ? `${answer.edit.by} saved changes. Look at what is new first.` : '');
    };
    return listen({ number, headHash: opened, since: openedAt }, hear);
  }, [number, opened, openedAt]);
  useEffect(() => () => setBehind(''), []);
  return <div role="status">{news ? <Told {...props} opened={opened} news={news} /> : null}</div>;
}

type Asking = { readonly number: number; readonly headHash: string; readonly since: string };

/** Asks for news now and every few seconds while somebody looks at the page. What cannot be asked is asked again. Answers how to stop it. */
function listen(asking: Asking, hear: (news: News) => void): () => void {
  let isOver = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const ask = async () => {
    clearTimeout(timer);
    const isSeen = document.visibilityState === 'visible';
    const answer = isSeen ? await send(newsEndpoint, asking).catch(() => null) : null;
    if (isOver) return;
    if (answer) hear(answer);
    timer = setTimeout(() => void ask(), every);
  };
  const turn = () => (document.visibilityState === 'visible' ? void ask() : undefined);
  document.addEventListener('visibilitychange', turn);
  void ask();
  return () => {
    isOver = true;
    clearTimeout(timer);
    document.removeEventListener('visibilitychange', turn);
  };
}

const ago = (at: string) => agoWords(new Date(at).getTime(), Date.now());

const verdictWords: Readonly<Record<string, string>> = {
  approve: 'approved this',
  request_changes: 'asked for changes',
  comment: 'commented on this',
};

function Told({ number, mode, opened, state, news }: Props & { readonly opened: string; readonly news: News }) {
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
            <a href={reviewAddress({ number, mode, from: `screen-${opened}` })}>Show only what is new</a>
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
