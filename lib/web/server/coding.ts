/**
 * Next drops `content-encoding` from the answers of route handlers. So a handler that answers compressed bytes names the
 * coding here too, and the server in front says it to the client.
 */
export const codingHeader = 'x-stet-coding';
