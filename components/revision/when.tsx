export type WhenValue = { readonly isLater: boolean; readonly at: string };

/** The time zone that this browser is in. */
export const zoneHere = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

type Props = { readonly id: string; readonly value: WhenValue; readonly onChange: (value: WhenValue) => void };

/** Now, or a day and time in the zone of the browser. */
export function When({ id, value, onChange }: Props) {
  return (
    <fieldset>
      <legend>When?</legend>
      <div className="choices">
        <label className="choice">
          <input
            type="radio"
            name={`${id}-when`}
            checked={!value.isLater}
            onChange={() => onChange({ ...value, isLater: false })}
          />
          <span>Now</span>
        </label>
        <label className="choice">
          <input
            type="radio"
            name={`${id}-when`}
            checked={value.isLater}
            onChange={() => onChange({ ...value, isLater: true })}
          />
          <span>At a stated time</span>
        </label>
        {value.isLater ? (
          <div className="field">
            <label htmlFor={`${id}-at`}>Day and time ({zoneHere()})</label>
            <input
              id={`${id}-at`}
              type="datetime-local"
              value={value.at}
              onChange={(event) => onChange({ ...value, at: event.target.value })}
            />
            <span className="hint">{inWords(value.at)}</span>
          </div>
        ) : null}
      </div>
    </fieldset>
  );
}

function inWords(at: string): string {
  const time = new Date(at);
  if (Number.isNaN(time.getTime())) return 'Every check runs again at that time.';
  const words = new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeStyle: 'short' }).format(time);
  return `${words}. Every check runs again then.`;
}
