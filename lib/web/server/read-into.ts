import { Socket } from 'node:net';

/**
 * Takes an accepted connection over, to read into `buffer` instead of into new memory for every piece: `read` gets the length
 * of what lies there until the next piece comes, and answers `false` to stop the reading. So nothing is left behind for V8 to
 * clear away, in whose pauses every reader waits (V4). `net` offers this (`onread`) for connections that one opens; of an
 * accepted one the handle goes to a new socket. Null when it has none of that kind, and then it is as it was.
 */
export function readInto(
  accepted: Socket,
  buffer: Uint8Array,
  read: (socket: Socket, length: number) => boolean,
): Socket | null {
  const handle: unknown = Reflect.get(accepted, '_handle');
  if (typeof handle !== 'object' || handle === null || !('useUserBuffer' in handle)) return null;
  Reflect.set(accepted, '_handle', null);
  const onread = { buffer, callback: (length: number) => read(socket, length) };
  const options = { handle, allowHalfOpen: true, onread };
  const socket = new Socket(options);
  // The server counts the connection as open until the socket that it made is gone.
  socket.once('close', () => accepted.destroy());
  return socket;
}
