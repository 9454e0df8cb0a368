import { ledger, type Fault } from './ledger.ts';

/** The fault that `STET_FAULT` names, or null. Throws for a name that the ledger does not have. */
export function plantedFault(name = process.env['STET_FAULT']): Fault | null {
  if (!name) return null;
  const found = ledger.find((fault) => fault.name === name);
  if (!found) throw new Error(`The ledger has no fault called ${name}.`);
  return found;
}

/** A file's text with the fault's mistakes in it; as it is where there are none. Throws when the words are not there any more. */
export function plant(fault: Fault, file: string, text: string): string {
  return (fault.edits ?? [])
    .filter(([where]) => where === file)
    .reduce((code, [, find, put]) => {
      if (!code.includes(find))
        throw new Error(`${fault.name}: ${file} does not say ${JSON.stringify(find)} any more.`);
      return code.replace(find, () => put);
    }, text);
}
