import { createHash, createPublicKey, generateKeyPairSync, randomUUID, sign } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

type Person = { readonly email: string; readonly email_verified?: boolean };
type Asked = { readonly query: URLSearchParams; readonly person: Person };

const base64 = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

async function formOf(request: IncomingMessage): Promise<URLSearchParams> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return new URLSearchParams(Buffer.concat(parts).toString());
}

/**
 * An identity provider that speaks OpenID Connect (Core 1.0, code flow with PKCE and nonce) for one client. It vouches for
 * whoever `person` names, and holds the client to its secret and to the verifier of its challenge.
 */
export class IdentityProvider {
  /** Who is signed in there. */
  person: Person = { email: 'nobody@example.org' };
  readonly client = { id: 'stet', secret: randomUUID() };
  issuer = '';
  private readonly keys = generateKeyPairSync('rsa', { modulusLength: 2048 });
  private readonly codes = new Map<string, Asked>();
  private readonly server = createServer((request, response) => void this.answer(request, response));

  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    const address = this.server.address();
    if (typeof address === 'object' && address) this.issuer = `http://127.0.0.1:${address.port}`;
  }

  stop(): void {
    this.server.closeAllConnections();
    this.server.close();
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', this.issuer);
    if (url.pathname === '/authorize') {
      const code = randomUUID();
      this.codes.set(code, { query: url.searchParams, person: this.person });
      const back = new URL(url.searchParams.get('redirect_uri') ?? '');
      back.search = new URLSearchParams({ code, state: url.searchParams.get('state') ?? '' }).toString();
      response.writeHead(302, { location: back.href }).end();
      return;
    }
    const body =
      url.pathname === '/token' ? this.tokensFor(await formOf(request), request) : this.documents(url.pathname);
    response.writeHead(body ? 200 : 400, { 'content-type': 'application/json' });
    response.end(JSON.stringify(body ?? { error: 'invalid_grant' }));
  }

  private documents(path: string): object | null {
    if (path === '/jwks') {
      const key = createPublicKey(this.keys.privateKey).export({ format: 'jwk' });
      return { keys: [{ ...key, kid: 'one', alg: 'RS256', use: 'sig' }] };
    }
    if (path !== '/.well-known/openid-configuration') return null;
    return {
      issuer: this.issuer,
      authorization_endpoint: `${this.issuer}/authorize`,
      token_endpoint: `${this.issuer}/token`,
      jwks_uri: `${this.issuer}/jwks`,
      response_types_supported: ['code'],
      subject_types_supported: ['public'],
      id_token_signing_alg_values_supported: ['RS256'],
    };
  }

  private tokensFor(form: URLSearchParams, request: IncomingMessage): object | null {
    const asked = this.codes.get(form.get('code') ?? '');
    this.codes.delete(form.get('code') ?? '');
    const credentials = Buffer.from(`${this.client.id}:${this.client.secret}`).toString('base64');
    const challenge = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url');
    if (request.headers.authorization !== `Basic ${credentials}`) return null;
    if (!asked || asked.query.get('code_challenge') !== challenge) return null;
    const now = Math.floor(Date.now() / 1000);
    const claims = {
      ...{ iss: this.issuer, aud: this.client.id, sub: asked.person.email, iat: now, exp: now + 300 },
      ...{ nonce: asked.query.get('nonce'), ...asked.person },
    };
    const head = `${base64({ alg: 'RS256', kid: 'one', typ: 'JWT' })}.${base64(claims)}`;
    const signature = sign('RSA-SHA256', Buffer.from(head), this.keys.privateKey).toString('base64url');
    return { access_token: randomUUID(), token_type: 'Bearer', expires_in: 300, id_token: `${head}.${signature}` };
  }
}
