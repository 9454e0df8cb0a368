import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { constants, gzipSync } from 'node:zlib';
import { freePort } from '@/lib/cli/machine.mjs';
import { runNode, scratch, type Server, startServer } from '@/lib/proof/bench/stage/child';

/** Writes a file for the yardsticks, packed beside it; answers its full path. */
export function writePage(folder: string, name: string, bytes: Uint8Array): string {
  const file = path.resolve(scratch, folder, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, bytes);
  writeFileSync(`${file}.gz`, gzipSync(bytes, { level: constants.Z_BEST_COMPRESSION }));
  return file;
}

const nginxConfig = (folder: string, port: number): string => `
daemon off;
${process.getuid?.() === 0 ? 'user root;' : ''}
worker_processes 1;
pid ${folder}/nginx.pid;
error_log ${folder}/error.log warn;
events { worker_connections 512; }
http {
  access_log off;
  sendfile on;
  keepalive_timeout 75s;
  keepalive_requests 100000000;
  gzip_static on;
  etag on;
  types { text/html html; }
  client_body_temp_path ${folder}/body;
  proxy_temp_path ${folder}/proxy;
  fastcgi_temp_path ${folder}/fastcgi;
  uwsgi_temp_path ${folder}/uwsgi;
  scgi_temp_path ${folder}/scgi;
  server { listen 127.0.0.1:${port}; root ${folder}/pages; open_file_cache max=100; open_file_cache_valid 1h; }
}
`;

/** nginx over the folder \`nginx/pages\` of the scratch folder: one worker, no access log, files held open; null where it is not installed. */
export async function startNginx(): Promise<Server | null> {
  const program = 'nginx';
  if (spawnSync(program, ['-v'], { stdio: 'ignore' }).error) return null;
  const folder = path.resolve(scratch, 'nginx');
  const port = await freePort();
  const file = path.join(folder, 'nginx.conf');
  mkdirSync(path.join(folder, 'pages'), { recursive: true });
  writeFileSync(file, nginxConfig(folder, port));
  return startServer({
    name: 'nginx',
    port,
    command: [program, '-p', folder, '-e', `${folder}/error.log`, '-c', file],
  });
}

/** A few lines of \`node:http\` that answer this file from memory. */
export async function startBytes(name: string, file: string): Promise<Server> {
  const port = await freePort();
  const program = fileURLToPath(new URL('bytes-server.mjs', import.meta.url));
  return startServer({ name, port, command: [process.execPath, program, String(port), file] });
}

/** One heading or paragraph of a text. */
export type Piece = { readonly tag: 'h1' | 'h2' | 'p'; readonly text: string };

/** Next reads its settings, and resolves packages, from the project's own folder. */
const fixtureFiles = (pieces: readonly Piece[]): Readonly<Record<string, string>> => ({
  'package.json': '{ "private": true, "type": "module" }\n',
  'next.config.mjs': `export default { turbopack: { root: ${JSON.stringify(process.cwd())} } };\n`,
  'app/layout.js': `export const metadata = { title: 'Fixture' };
export default function Layout({ children }) {
  return <html lang="en"><body>{children}</body></html>;
}
`,
  'app/page.js': `const pieces = ${JSON.stringify(pieces)};
export const dynamic = 'force-static';
export default function Page() {
  return <main>{pieces.map(({ tag: Tag, text }, at) => <Tag key={at}>{text}</Tag>)}</main>;
}
`,
});

/** The smallest App Router page with this text, prerendered by \`next build\` and served by \`next start\`. */
export async function startNext(pieces: readonly Piece[]): Promise<Server> {
  const cwd = path.resolve(scratch, 'next-page');
  rmSync(cwd, { recursive: true, force: true });
  for (const [name, text] of Object.entries(fixtureFiles(pieces))) {
    mkdirSync(path.dirname(path.join(cwd, name)), { recursive: true });
    writeFileSync(path.join(cwd, name), text);
  }
  const next = path.resolve('node_modules', 'next', 'dist', 'bin', 'next');
  const env = { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' };
  await runNode('next-build', [next, 'build'], { cwd, env });
  const port = await freePort();
  const command = [process.execPath, next, 'start', '-H', '127.0.0.1', '-p', String(port)];
  return startServer({ name: 'next', port, command, cwd, env });
}
