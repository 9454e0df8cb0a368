const form = /^(?!.*\.\.)[a-z0-9][a-z0-9.-]*(?:\/[a-z0-9][a-z0-9.-]*)*$/u;

/** The key itself; throws where it could leave its place or mean something to a file system or a URL. */
export function checkedKey(key: string): string {
  if (key.length > 300 || !form.test(key))
    throw new Error(`Not a key of the storage: ${JSON.stringify(key.slice(0, 80))}`);
  return key;
}
