import type { CitationLine } from '@/components/editor/cite/citation-line';
import type { CiteUse } from '@/components/editor/cite/offline/send-citation';
import { bearingWords } from '@/components/sources/words';
import { type LocatorLabel, locatorLabels, type Supports } from '@/lib/domain/citation/citation';

/** The fields of a use as they are typed. */
export type UseDraft = Omit<CiteUse, 'locators'> & {
  readonly locators: readonly { readonly label: LocatorLabel; readonly value: string }[];
};

type Props = { readonly use: UseDraft; readonly onChange: (use: UseDraft) => void };

const mostPlaces = 5;

/** The fields of a citation that stands in the text. */
export const useDraftOf = (line: CitationLine): UseDraft => ({
  ...emptyUse,
  ...(line.locators.length > 0 ? { locators: line.locators } : {}),
  quote: line.quote,
  quoteLanguage: line.quoteLanguage ?? '',
  quoteTranslation: line.quoteTranslation ?? '',
  note: line.note,
  supports: line.supports,
  reliabilityReason: line.reliabilityReason ?? '',
  readByMaker: line.readBy === 'You',
});

/** What of a draft is sent: places without a value are none. */
export const sentUse = (draft: UseDraft): CiteUse => ({
  ...draft,
  locators: draft.locators.flatMap(({ label, value }) => (value.trim() === '' ? [] : [{ label, value: value.trim() }])),
  quote: draft.quote.trim(),
  quoteLanguage: draft.quoteLanguage.trim(),
  quoteTranslation: draft.quoteTranslation.trim(),
  note: draft.note.trim(),
  reliabilityReason: draft.reliabilityReason.trim(),
});

export const emptyUse: UseDraft = {
  locators: [{ label: 'page', value: '' }],
  ...{ quote: '', quoteLanguage: '', quoteTranslation: '', note: '', supports: 'supports', reliabilityReason: '' },
  readByMaker: false,
};

/** The fields of a citation beside its source. */
export function PlaceFields({ use, onChange }: Props) {
  const change = (part: Partial<UseDraft>) => onChange({ ...use, ...part });
  return (
    <div className="stack">
      <Places use={use} onChange={onChange} />
      <div className="field">
        <label htmlFor="cite-quote">Words that say so (optional)</label>
        <textarea
          id="cite-quote"
          rows={2}
          maxLength={1000}
          value={use.quote}
          onChange={(event) => change({ quote: event.target.value })}
        />
      </div>
      <fieldset className="row bearings">
        <legend className="visually-hidden">How it bears on the statement</legend>
        {Object.entries(bearingWords).map(([value, words]) => (
          <label className="row" key={value}>
            <input
              type="radio"
              name="cite-supports"
              checked={use.supports === value}
              onChange={() => change({ supports: value as Supports })}
            />
            {words}
          </label>
        ))}
      </fieldset>
      <label className="row">
        <input
          type="checkbox"
          checked={use.readByMaker}
          onChange={(event) => change({ readByMaker: event.target.checked })}
        />
        I have read this source myself
      </label>
      <details open={use.quoteLanguage !== '' || use.note !== '' || undefined}>
        <summary>Words in another language, a note</summary>
        <div className="stack">
          <Text
            id="cite-language"
            label="Language of these words, like ar or fr"
            value={use.quoteLanguage}
            max={20}
            onChange={(quoteLanguage) => change({ quoteLanguage })}
          />
          <Text
            id="cite-translation"
            label="What they say in the language of the article"
            value={use.quoteTranslation}
            max={1000}
            onChange={(quoteTranslation) => change({ quoteTranslation })}
          />
          <Text
            id="cite-note"
            label="Note for readers"
            value={use.note}
            max={500}
            onChange={(note) => change({ note })}
          />
        </div>
      </details>
    </div>
  );
}

/** Where in the source: one place, or several. */
function Places({ use, onChange }: Props) {
  const { locators } = use;
  const set = (at: number, part: Partial<UseDraft['locators'][number]>) =>
    onChange({ ...use, locators: locators.map((one, index) => (index === at ? { ...one, ...part } : one)) });
  return (
    <div className="stack-tight">
      {locators.map(({ label, value }, at) => {
        const end = at === 0 ? '' : `-${at + 1}`;
        const ordinal = at === 0 ? '' : ` (place ${at + 1})`;
        return (
          // The places have no names of their own and never change their order.
          // oxlint-disable-next-line react/no-array-index-key
          <div className="row" key={at}>
            <div className="field">
              <label htmlFor={`cite-label${end}`}>Where in it{ordinal}</label>
              <select
                id={`cite-label${end}`}
                value={label}
                onChange={(event) => set(at, { label: event.target.value as LocatorLabel })}
              >
                {locatorLabels.map((one) => (
                  <option key={one}>{one}</option>
                ))}
              </select>
            </div>
            <div className="field">
              <label htmlFor={`cite-value${end}`}>Number{ordinal || ' (optional)'}</label>
              <input
                id={`cite-value${end}`}
                className="short"
                maxLength={60}
                value={value}
                onChange={(event) => set(at, { value: event.target.value })}
              />
            </div>
          </div>
        );
      })}
      {locators.length < mostPlaces && locators.every(({ value }) => value.trim() !== '') ? (
        <div>
          <button
            type="button"
            className="small"
            onClick={() => onChange({ ...use, locators: [...locators, { label: 'page', value: '' }] })}
          >
            Another place
          </button>
        </div>
      ) : null}
    </div>
  );
}

type TextProps = {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly max: number;
  readonly onChange: (text: string) => void;
};

function Text({ id, label, value, max, onChange }: TextProps) {
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input id={id} value={value} maxLength={max} onChange={(event) => onChange(event.target.value)} />
    </div>
  );
}
