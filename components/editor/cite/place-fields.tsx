import { type LocatorLabel, locatorLabels, type Supports } from '@/lib/domain/citation/citation';

/** Where in a source it stands, the words that say so, and how they bear on the statement. */
export type CitePlace = {
  readonly label: LocatorLabel;
  readonly value: string;
  readonly quote: string;
  readonly supports: Supports;
};

type Props = { readonly place: CitePlace; readonly onChange: (place: CitePlace) => void };

const bearings: Readonly<Record<Supports, string>> = {
  supports: 'It says this',
  background: 'It gives the background',
  disputes: 'It says otherwise',
};

/** The fields of a citation beside its source. */
export function PlaceFields({ place, onChange }: Props) {
  const change = (part: Partial<CitePlace>) => onChange({ ...place, ...part });
  return (
    <div className="stack">
      <div className="row">
        <div className="field">
          <label htmlFor="cite-label">Where in it</label>
          <select
            id="cite-label"
            value={place.label}
            onChange={(event) => change({ label: event.target.value as LocatorLabel })}
          >
            {locatorLabels.map((label) => (
              <option key={label}>{label}</option>
            ))}
          </select>
        </div>
        <div className="field">
          <label htmlFor="cite-value">Number (optional)</label>
          <input
            id="cite-value"
            className="short"
            maxLength={100}
            value={place.value}
            onChange={(event) => change({ value: event.target.value })}
          />
        </div>
      </div>
      <div className="field">
        <label htmlFor="cite-quote">Words that say so (optional)</label>
        <textarea
          id="cite-quote"
          rows={2}
          maxLength={1000}
          value={place.quote}
          onChange={(event) => change({ quote: event.target.value })}
        />
      </div>
      <fieldset className="row bearings">
        <legend className="visually-hidden">How it bears on the statement</legend>
        {Object.entries(bearings).map(([value, words]) => (
          <label className="row" key={value}>
            <input
              type="radio"
              name="cite-supports"
              checked={place.supports === value}
              onChange={() => change({ supports: value as Supports })}
            />
            {words}
          </label>
        ))}
      </fieldset>
    </div>
  );
}
