import type { Server } from 'node:http';
import type { Socket } from 'node:net';

/** A request for reading that came in one piece and asks for nothing unusual. */
export type PlainRequest = {
  readonly method: 'GET' | 'HEAD';
  /** Path and query, as sent. */
  readonly url: string;
  /** `Accept-Encoding`, or empty. */
  readonly accept: string;
  /** `If-None-Match`. */
  readonly seen: string | undefined;
};

/** An answer, head and body; null when this is not to be answered here. */
export type DirectAnswer = (request: PlainRequest) => Uint8Array | null;

const longest = 8192;
/** The whole of a head in RFC 9112's grammar, without its rarer forms. */
const head = /^(?:GET|HEAD) \/[\x21-\x7e]* HTTP\/1\.1\r\n(?:[\w!#$%&'*+.^`|~-]+:[\t\x20-\x7e]*\r\n)+\r\n$/;
/** With these, in small letters, a request has a body, changes its connection, or expects a word in between. */
const unusual =
  /\r\n(?:content-length|transfer-encoding|upgrade|expect|trailer|te|connection(?!:[\t ]*keep-alive[\t ]*\r)):/;

/** The value of a header that comes at most once: undefined without it, null where it comes twice. */
function once(text: string, small: string, start: string): string | undefined | null {
  const at = small.indexOf(start);
  if (at === -1) return undefined;
  const from = at + start.length;
  return small.includes(start, from) ? null : text.slice(from, text.indexOf('\r\n', from)).trim();
}

/** Reads a request; null for all that `node:http` should see: more or less than one head, a body, an odd or doubled header. */
export function plainRequest(chunk: Buffer): PlainRequest | null {
  if (chunk.length > longest) return null;
  const text = chunk.toString('latin1');
  if (!head.test(text)) return null;
  const small = text.toLowerCase();
  const accept = once(text, small, '\r\naccept-encoding:');
  const seen = once(text, small, '\r\nif-none-match:');
  if (accept === null || seen === null || unusual.test(small) || !once(text, small, '\r\nhost:')) return null;
  const from = text.indexOf(' ') + 1;
  const url = text.slice(from, text.indexOf(' ', from));
  return { method: text.startsWith('GET') ? 'GET' : 'HEAD', url, accept: accept ?? '', seen };
}

/**
 * Answers plain requests on the socket itself, at about half of what it takes through `node:http`; a connection that brings
 * anything else, or asks before it took its last answer, is handed over to `server` with what it sent, for good. Call it
 * before the server listens. Answers a function that ends the connections that were not handed over.
 */
export function answerDirectly(server: Server, answer: DirectAnswer): () => void {
  const takeOver = server.listeners('connection');
  server.removeAllListeners('connection');
  const own = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    own.add(socket);
    const leave = () => {
      own.delete(socket);
      socket.setTimeout(0);
      socket.off('data', read).off('end', end).off('timeout', drop).off('error', drop).off('close', leave);
    };
    const drop = () => void socket.destroy();
    const end = () => void socket.end();
    const handOver = (chunk: Buffer) => {
      leave();
      socket.pause();
      socket.unshift(chunk);
      for (const listener of takeOver) Reflect.apply(listener, server, [socket]);
      socket.resume();
    };
    const read = (chunk: Buffer) => {
      const bytes = socket.writableLength === 0 ? answered(answer, chunk) : null;
      if (bytes) socket.write(bytes);
      else handOver(chunk);
    };
    socket.setTimeout(server.keepAliveTimeout);
    socket.on('data', read).on('end', end).on('timeout', drop).on('error', drop).on('close', leave);
  });
  return () => {
    for (const socket of own) socket.destroySoon();
  };
}

function answered(answer: DirectAnswer, chunk: Buffer): Uint8Array | null {
  try {
    const request = plainRequest(chunk);
    return request && answer(request);
  } catch {
    // The same request meets the same fault behind `node:http`, where it is noted and answered with 500.
    return null;
  }
}
