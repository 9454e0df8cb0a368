/**
 * A load generator over raw sockets, for machines without wrk. Arguments: port, path, connections, seconds, headers as JSON.
 * One request is under way per connection; prints one line of JSON, as the script for wrk does.
 */
import net from 'node:net';

const [port, path, connections, seconds, headers = '{}'] = process.argv.slice(2);
const lines = Object.entries({ host: `127.0.0.1:${port}`, ...JSON.parse(headers) }).map(
  ([name, value]) => `${name}: ${value}`,
);
const request = Buffer.from(`GET ${path} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`);
const end = Buffer.from('\r\n\r\n');
const found = { times: /** @type {number[]} */ ([]), errors: 0 };
let running = true;

/** Bytes of the whole answer that begins a chunk, as its head says. */
function sizeOf(/** @type {Buffer} */ chunk) {
  const head = chunk.indexOf(end);
  if (head === -1) return Number.POSITIVE_INFINITY;
  const text = chunk.latin1Slice(0, head);
  if (!/^HTTP\/1\.1 (200|304) /.test(text)) found.errors += 1;
  return head + end.length + Number(/\r\ncontent-length: (\d+)/i.exec(text)?.[1] ?? 0);
}

/** @returns {Promise<void>} */
function drive() {
  return new Promise((resolve) => {
    const socket = net.connect(Number(port), '127.0.0.1');
    socket.setNoDelay(true);
    let [began, wanted, got] = [0, 0, 0];
    const ask = () => {
      if (!running) {
        socket.destroy();
        return;
      }
      [began, wanted, got] = [performance.now(), 0, 0];
      socket.write(request);
    };
    socket.on('connect', ask);
    socket.on('data', (chunk) => {
      wanted ||= sizeOf(chunk);
      got += chunk.length;
      if (got < wanted) return;
      found.times.push(performance.now() - began);
      ask();
    });
    socket.on('error', () => (found.errors += 1));
    socket.on('close', () => resolve());
  });
}

const start = performance.now();
const all = Array.from({ length: Number(connections) }, drive);
setTimeout(() => (running = false), Number(seconds) * 1000);
await Promise.all(all);
const tookMs = performance.now() - start;
const { times, errors } = found;
times.sort((a, b) => a - b);
const at = (/** @type {number} */ share) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
process.stdout.write(
  `${JSON.stringify({ requests: times.length, tookMs, errors, p50Ms: at(0.5), p99Ms: at(0.99) })}\n`,
);
