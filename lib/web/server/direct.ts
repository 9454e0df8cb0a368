import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import { readInto } from '@/lib/web/server/read-into';

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
export function plainRequest(text: string): PlainRequest | null {
  if (text.length > longest) return null;
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
  const behind = (socket: Socket) => {
    for (const listener of takeOver) Reflect.apply(listener, server, [socket]);
  };
  /** The connections that are not handed over, each with what lets go of it. */
  const own = new Map<Socket, () => void>();
  // One for all: what a piece says is taken out of it before the next one comes.
  const buffer = Buffer.allocUnsafeSlow(2 * longest);
  const read = (socket: Socket, length: number): boolean => {
    const copy = () => Buffer.from(buffer.subarray(0, length));
    const leave = own.get(socket);
    if (!leave) return socket.push(copy());
    const bytes = socket.writableLength === 0 ? answered(answer, buffer.toString('latin1', 0, length)) : null;
    if (bytes) {
      socket.write(bytes);
      return true;
    }
    leave();
    socket.pause();
    socket.unshift(copy());
    behind(socket);
    socket.resume();
    return true;
  };
  server.on('connection', (accepted: Socket) => {
    const socket = readInto(accepted, buffer, read);
    if (!socket) return behind(accepted);
    const drop = () => void socket.destroy();
    const end = () => void socket.end();
    const leave = () => {
      own.delete(socket);
      socket.setTimeout(0);
      socket.off('end', end).off('timeout', drop).off('error', drop).off('close', leave);
    };
    own.set(socket, leave);
    socket.setTimeout(server.keepAliveTimeout);
    socket.on('end', end).on('timeout', drop).on('error', drop).on('close', leave);
  });
  return () => {
    for (const socket of own.keys()) socket.destroySoon();
  };
}

function answered(answer: DirectAnswer, text: string): Uint8Array | null {
  try {
    const request = plainRequest(text);
    return request && answer(request);
  } catch {
    // The same request meets the same fault behind `node:http`, where it is noted and answered with 500.
    return null;
  }
}
