import type { Target } from '@/components/desk/import/chosen';

/** An article that a revision may be made of. */
export type Article = { readonly id: string; readonly title: string };

type Props = {
  readonly target: Target;
  readonly articles: readonly Article[];
  readonly onTarget: (target: Target) => void;
  /** Several files cannot all have one title, or be revisions of one article. */
  readonly isSeveral: boolean;
};

const ways: readonly (readonly [Target['as'], string])[] = [
  ['auto', 'A new article, or a revision where an article of that title is there'],
  ['article', 'A new article in any case'],
  ['revision', 'A revision of an article'],
];

/** Asks what is to be made of the files. */
export function TargetFields({ target, articles, onTarget, isSeveral }: Props) {
  const shown = isSeveral ? ways.filter(([as]) => as !== 'revision') : ways;
  return (
    <>
      <fieldset className="stack">
        <legend>Make of it</legend>
        {shown.map(([as, words]) => (
          <label key={as} className="choice">
            <input
              type="radio"
              name="as"
              value={as}
              checked={target.as === as}
              onChange={() => onTarget({ ...target, as })}
            />
            {words}
          </label>
        ))}
      </fieldset>
      {target.as === 'revision' && !isSeveral ? (
        <div className="field">
          <label htmlFor="article">Article</label>
          <select
            id="article"
            value={target.articleId ?? ''}
            onChange={(event) => onTarget({ ...target, articleId: event.target.value || null })}
          >
            <option value="">Choose an article</option>
            {articles.map(({ id, title }) => (
              <option key={id} value={id}>
                {title}
              </option>
            ))}
          </select>
        </div>
      ) : null}
      {isSeveral ? null : (
        <div className="field">
          <label htmlFor="import-title">Title, if the text does not say it</label>
          <input
            id="import-title"
            value={target.title}
            maxLength={300}
            onChange={(event) => onTarget({ ...target, title: event.target.value })}
          />
        </div>
      )}
    </>
  );
}
