/** What is used of nodemailer 7 (it brings no types of its own). */
declare module 'nodemailer' {
  type Message = {
    readonly from: string;
    readonly to: { readonly name: string; readonly address: string };
    readonly subject: string;
    readonly text: string;
    readonly messageId: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly disableFileAccess: true;
    readonly disableUrlAccess: true;
  };
  type Options = {
    readonly url: string;
    readonly connectionTimeout: number;
    readonly greetingTimeout: number;
    readonly socketTimeout: number;
  };
  export function createTransport(options: Options): {
    sendMail(message: Message): Promise<unknown>;
    close(): void;
  };
}
