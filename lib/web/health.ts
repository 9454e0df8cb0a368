import { db } from '@/lib/db/client';

/** Whether the process runs (`live`), and whether it can do its work: the database answers in time. */
export async function healthAnswer(request: Request): Promise<Response> {
  if (new URL(request.url).searchParams.has('live')) return status(200, { status: 'live' });
  try {
    await db().$queryRaw`select 1`;
    return status(200, { status: 'ready', database: 'up' });
  } catch {
    return status(503, { status: 'not_ready', database: 'down' });
  }
}

function status(code: number, body: Record<string, string>): Response {
  return Response.json(body, { status: code, headers: { 'cache-control': 'no-store' } });
}
