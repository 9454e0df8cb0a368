/* oxlint-disable typescript/no-unsafe-type-assertion, no-underscore-dangle -- the seam to generated code without types */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from '@prisma/driver-adapter-utils';
import type * as Engine from '@prisma/schema-engine-wasm/schema_engine_bg';

type Glue = typeof Engine & { __wbg_set_wasm(exports: unknown): void };
type Connection = Awaited<ReturnType<PrismaPg['connect']>>;

/** Object ids of PostgreSQL's internal one-byte type and of text. */
const internalChar = 18;
const text = 25;
let loaded: Glue | null = null;

/** Prisma's schema engine as WebAssembly in this process: it needs no download, unlike the CLI's. */
async function loadEngine(): Promise<Glue> {
  if (loaded) return loaded;
  const report = (reason: string) => process.stderr.write(`${reason}\n`);
  Object.assign(globalThis, { PRISMA_WASM_PANIC_REGISTRY: { set_message: report } });
  const name = '@prisma/schema-engine-wasm/schema_engine_bg';
  const glue = (await import(name)) as Glue;
  const file = createRequire(import.meta.url)
    .resolve(name)
    .replace(/\.js$/u, '.wasm');
  const imports = { './schema_engine_bg.js': glue as unknown as WebAssembly.ModuleImports };
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(readFileSync(file)), imports);
  glue.__wbg_set_wasm(exports);
  (exports['__wbindgen_start'] as () => void)();
  loaded = glue;
  return glue;
}

async function startEngine(url: string): Promise<Engine.SchemaEngine> {
  const glue = await loadEngine();
  const main = new PrismaPg({ connectionString: url });
  const factory = {
    provider: 'postgres' as const,
    adapterName: main.adapterName,
    connect: async () => readable(await main.connect()),
    connectToShadowDb: () => Promise.reject(new Error('Comparing with a database needs no shadow database')),
  };
  const adapter = bindMigrationAwareSqlAdapterFactory(factory);
  return glue.SchemaEngine.new({ datamodels: undefined }, () => undefined, adapter);
}

/** adapter-pg cannot read the type "char", which the catalogue is full of: fetch those columns as text, call them characters. */
function readable(connection: Connection): Connection {
  type Result = { fields: { dataTypeID: number }[] };
  const open = connection as unknown as { performIO(query: unknown): Promise<Result> };
  const perform = open.performIO.bind(connection);
  const ask = connection.queryRaw.bind(connection);
  const characters = new WeakMap<object, number[]>();
  open.performIO = async (query) => {
    const result = await perform(query);
    const found = result.fields.flatMap((field, index) => (field.dataTypeID === internalChar ? [index] : []));
    for (const field of result.fields) if (field.dataTypeID === internalChar) field.dataTypeID = text;
    if (typeof query === 'object' && query) characters.set(query, found);
    return result;
  };
  connection.queryRaw = async (query) => {
    const result = await ask(query);
    for (const index of characters.get(query) ?? []) result.columnTypes[index] = ColumnTypeEnum.Character;
    return result;
  };
  return connection;
}

/**
 * What would have to be done to the database at `url` (or to an empty one) to match a Prisma schema: SQL when `script`, otherwise a
 * summary for people, which says "No difference detected" when there is none.
 */
export async function diffSchema(
  url: string,
  schema: string,
  { from = 'database', script = false }: { from?: 'database' | 'empty'; script?: boolean } = {},
): Promise<string> {
  const engine = await startEngine(url);
  const files = [{ path: 'prisma/schema.prisma', content: schema }];
  const start: Engine.DiffTarget =
    from === 'empty' ? { tag: 'empty' } : { tag: 'schemaDatasource', files, configDir: '.' };
  const result = await engine.diff({
    from: start,
    to: { tag: 'schemaDatamodel', files },
    script,
    exitCode: null,
    shadowDatabaseUrl: null,
    filters: { externalTables: ['public._prisma_migrations'], externalEnums: [] },
  } as Parameters<Engine.SchemaEngine['diff']>[0]);
  return result.stdout ?? '';
}
