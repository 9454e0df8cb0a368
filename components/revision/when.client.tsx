'use client';

import { useState } from 'react';
import { isWallTime, resolveWallTime, type WallTime } from '@/lib/domain/workflow/wall-time';
import { momentFromNow, placeOf } from '@/lib/domain/workflow/wall-words';

/** A day and time on the wall of a zone; `which` of two where clocks are turned back. */
export type Moment = { readonly wall: WallTime; readonly zone: string; readonly which: 'earlier' | 'later' | null };
export type WhenValue = Moment & { readonly isLater: boolean };

/** The time zone that this browser is in. */
export const zoneHere = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** What is missing before it can be sent, or null. */
export function missingInMoment({ wall, zone, which }: Moment): string | null {
  if (!isWallTime(wall)) return 'Choose a day and a time.';
  const found = resolveWallTime(wall, zone);
  if (found.kind === 'never') return 'Choose a time that comes: the clocks leave this one out.';
  return found.kind === 'twice' && !which ? 'Say which of the two times is meant.' : null;
}

type Props = { readonly id: string; readonly value: WhenValue; readonly onChange: (value: WhenValue) => void };

/** Now, or a day and time in a zone. */
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
          <MomentFields id={id} value={value} onChange={(moment) => onChange({ ...value, ...moment })} />
        ) : null}
      </div>
    </fieldset>
  );
}

type MomentProps = { readonly id: string; readonly value: Moment; readonly onChange: (value: Moment) => void };

/** Day, time and zone, what they mean in words, and what to do about a time that comes twice or never. */
export function MomentFields({ id, value, onChange }: MomentProps) {
  return (
    <div className="stack-tight">
      <div className="row">
        <div className="field">
          <label htmlFor={`${id}-at`}>Day and time</label>
          <input
            id={`${id}-at`}
            type="datetime-local"
            value={value.wall}
            aria-describedby={`${id}-words`}
            onChange={(event) => onChange({ ...value, wall: event.target.value.slice(0, 16), which: null })}
          />
        </div>
        <div className="field">
          <label htmlFor={`${id}-zone`}>Time zone</label>
          <select
            id={`${id}-zone`}
            value={value.zone}
            onChange={(event) => onChange({ ...value, zone: event.target.value, which: null })}
          >
            <ZoneOptions />
          </select>
        </div>
      </div>
      <div className="stack-tight" id={`${id}-words`} aria-live="polite">
        <Meaning id={id} value={value} onChange={onChange} />
      </div>
    </div>
  );
}

/** The browser's own zone first, then UTC, then every other one by region. */
function ZoneOptions() {
  const here = zoneHere();
  const all = Intl.supportedValuesOf('timeZone').filter((zone) => zone.includes('/'));
  const regions = [...new Set(all.map((zone) => zone.split('/')[0] ?? ''))];
  return (
    <>
      <option value={here}>{nameOf(here)} (yours)</option>
      {here === 'UTC' ? null : <option value="UTC">UTC</option>}
      {regions.map((region) => (
        <optgroup key={region} label={region}>
          {all
            .filter((zone) => zone.startsWith(`${region}/`) && zone !== here)
            .map((zone) => (
              <option key={zone} value={zone}>
                {nameOf(zone)}
              </option>
            ))}
        </optgroup>
      ))}
    </>
  );
}

const nameOf = (zone: string) => zone.split('/').slice(1).join(', ').replaceAll('_', ' ') || zone;

function Meaning({ id, value, onChange }: MomentProps) {
  const { wall, zone, which } = value;
  if (!isWallTime(wall)) return <span className="hint">Every check runs again at that time.</span>;
  const found = resolveWallTime(wall, zone);
  if (found.kind === 'never') return <Left value={value} onChange={onChange} times={[found.before, found.after]} />;
  if (found.kind === 'once') return <InWords value={value} at={found.at} />;
  return (
    <fieldset>
      <legend>
        The clocks in {placeOf(zone)} go back that night: {wall.slice(11)} comes twice. Which one?
      </legend>
      {(['earlier', 'later'] as const).map((one) => (
        <label key={one} className="choice">
          <input
            type="radio"
            name={`${id}-which`}
            checked={which === one}
            onChange={() => onChange({ ...value, which: one })}
          />
          <InWords value={value} at={found[one]} />
        </label>
      ))}
    </fieldset>
  );
}

function InWords({ value: { wall, zone }, at }: { readonly value: Moment; readonly at: number }) {
  const [now] = useState(() => Date.now());
  const words = momentFromNow({ wall, zone, at }, now);
  return <span className="hint">{words}. Every check runs again then.</span>;
}

type LeftProps = Omit<MomentProps, 'id'> & { readonly times: readonly WallTime[] };

/** A time that the clocks leave out: the nearest ones instead. */
function Left({ value, onChange, times }: LeftProps) {
  const { wall, zone } = value;
  return (
    <div className="notice warn stack-tight">
      <p>
        The clocks in {placeOf(zone)} go forward then: {wall.slice(11)} does not come. The nearest times:
      </p>
      <div className="row">
        {times.map((time) => (
          <button key={time} type="button" className="small" onClick={() => onChange({ ...value, wall: time })}>
            {time.replace('T', ', ')}
          </button>
        ))}
      </div>
    </div>
  );
}
