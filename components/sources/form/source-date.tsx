import { type RowProps, TextRow } from '@/components/sources/form/source-row';
import { ambiguousDate, formatDate } from '@/lib/domain/citation/dates';

/** The two readings of a date like `03/04/2010`, the day first and the month first; none for all others. */
function readingsOf(text: string): string[] {
  if (ambiguousDate(text) === null) return [];
  const [first = 0, second = 0, year = 0] = text.trim().split(/[/.]/u).map(Number);
  return [
    [year, second, first],
    [year, first, second],
  ].map((parts) => formatDate({ 'date-parts': [parts] }));
}

/** A date in any of the usual ways; one that can be read in two is asked about. */
export function DateField({ value, onChange, ...row }: Omit<RowProps, 'hint'>) {
  const readings = readingsOf(value);
  return (
    <div className="stack-tight">
      <TextRow
        {...row}
        value={value}
        hint="2013, Nov 2013 or 3 May 2013. Leave it out if none is given."
        onChange={onChange}
      />
      {readings.length > 0 ? (
        <p className="row small" role="status">
          Which day is this?{' '}
          {readings.map((reading) => (
            <button key={reading} type="button" className="small" onClick={() => onChange(reading)}>
              {reading}
            </button>
          ))}
        </p>
      ) : null}
    </div>
  );
}
