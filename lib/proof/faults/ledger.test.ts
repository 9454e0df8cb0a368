import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ledger } from '@/lib/proof/faults/ledger';
import { plant, plantedFault } from '@/lib/proof/faults/plant';

describe('the ledger of planted faults', () => {
  it('has thirty at least, each under a name of its own, and none is planted now', () => {
    expect(ledger.length).toBeGreaterThanOrEqual(30);
    expect(new Set(ledger.map(({ name }) => name)).size).toBe(ledger.length);
    expect(plantedFault()).toBeNull();
    expect(() => plantedFault('no such fault')).toThrow('no such fault');
  });

  it.each(ledger.map((fault) => [fault.name, fault] as const))('%s still finds its place', (_name, fault) => {
    const files = new Set((fault.edits ?? []).map(([file]) => file));
    expect(files.size > 0 || fault.sql !== undefined).toBe(true);
    for (const file of files) {
      const text = readFileSync(file, 'utf8');
      expect(plant(fault, file, text)).not.toBe(text);
    }
    expect(fault.tests.filter((test) => !existsSync(test))).toEqual([]);
  });
});
