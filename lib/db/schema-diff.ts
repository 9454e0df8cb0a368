import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import type { SchemaEngine, DiffTarget } from '@prisma/schema-engine-wasm/schema_engine_bg';

type Glue = typeof import('@prisma/schema-engine-wasm/schema_engine_bg') & { __wbg_set_wasm(exports: unknown): void };

const internalChar = 18;
const text = 25;

/** Prisma's schema engine as WebAssembly in this process, connected to `url`. It needs no download, unlike the CLI's. */
async function startEngine(url: string): Promise<SchemaEngine> {
  Object.assign(globalThis, {
    PRISMA_WASM_PANIC_REGISTRY: { set_message: (reason: string) => process.stderr.write(`${reason}\n`) },
  });
  const glue = (await import('@prisma/schema-engine-wasm/schema_engine_bg')) as Glue;
  const file = createRequire(import.meta.url)
    .resolve('@prisma/schema-engine-wasm/schema_engine_bg')
    .replace(/\.js$/u, '.wasm');
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(readFileSync(file)), {
    './schema_engine_bg.js': glue as unknown as WebAssembly.ModuleImports,
  });
  glue.__wbg_set_wasm(exports);
  (exports['__wbindgen_start'] as () => void)();
  const main = new PrismaPg({ connectionString: url });
  const factory = {
    provider: 'postgres' as const,
    adapterName: main.adapterName,
    connect: async () => readable(await main.connect()),
    connectToShadowDb: () =>
      Promise.reject(new Error('No shadow database is needed to compare a schema with a database')),
  };
  return glue.SchemaEngine.new(
    { datamodels: undefined },
    () => undefined,
    bindMigrationAwareSqlAdapterFactory(factory),
  );
}

/** adapter-pg cannot read the internal type "char", which the catalogue is full of: declare those columns text. */
function readable<T extends object>(connection: T): T {
  type Result = { fields: { dataTypeID: number }[] };
  const open = connection as T & { performIO(query: unknown): Promise<Result> };
  const perform = open.performIO.bind(connection);
  open.performIO = async (query) => {
    const result = await perform(query);
    for (const field of result.fields) if (field.dataTypeID === internalChar) field.dataTypeID = text;
    return result;
  };
  return connection;
}

const schemaTarget = (content: string): DiffTarget => ({
  tag: 'schemaDatamodel',
  files: [{ path: 'prisma/schema.prisma', content }],
});

/**
 * What would have to be done to the database at `url` (or to an empty one, when `from` says so) to match a Prisma schema:
 * SQL when `script`, otherwise a summary for people, which says "No difference detected" when there is none.
 */
export async function diffSchema(
  url: string,
  schema: string,
  { from = 'database', script = false }: { from?: 'database' | 'empty'; script?: boolean } = {},
): Promise<string> {
  const engine = await startEngine(url);
  const start: DiffTarget = from === 'empty' ? { tag: 'empty' } : { tag: 'url', url };
  const result = await engine.diff({
    from: start,
    to: schemaTarget(schema),
    script,
    exitCode: null,
    shadowDatabaseUrl: null,
    filters: { externalTables: ['public._prisma_migrations'], externalEnums: [] },
  } as Parameters<SchemaEngine['diff']>[0]);
  return result.stdout ?? '';
}
