/**
 * The yardstick of what `node:http` can do: the same bytes from memory, gzip where it is taken, nothing else.
 * Arguments: port, file (the packed form lies beside it as `<file>.gz`).
 */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';

const [port, file = ''] = process.argv.slice(2);
const head = (/** @type {Buffer} */ body) => ({
  'content-type': 'text/html; charset=utf-8',
  'content-length': body.length,
});
const plain = readFileSync(file);
const packed = readFileSync(`${file}.gz`);

createServer((req, res) => {
  const takesGzip = (req.headers['accept-encoding'] ?? '').includes('gzip');
  const body = takesGzip ? packed : plain;
  res.writeHead(200, takesGzip ? { ...head(body), 'content-encoding': 'gzip' } : head(body)).end(body);
}).listen(Number(port), '127.0.0.1');
