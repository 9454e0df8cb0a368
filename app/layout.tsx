import type { Metadata, Viewport } from 'next';
import localFont from 'next/font/local';
import type { ReactNode } from 'react';
import './globals.css';
import './review.css';
import './editor.css';
import './reading.css';

const inter = localFont({
  src: '../node_modules/@fontsource-variable/inter/files/inter-latin-wght-normal.woff2',
  weight: '100 900',
  display: 'swap',
  variable: '--font-inter',
});

export const metadata: Metadata = {
  title: { default: 'Stet', template: '%s · Stet' },
  robots: { index: false, follow: false },
  icons: { icon: '/icon.svg' },
};

/** The keyboard of a phone takes its room from the page, so that the tools stay above it. */
export const viewport: Viewport = { colorScheme: 'light dark', interactiveWidget: 'resizes-content' };
/** Every page of the desk carries a nonce, so none may be made at build time (stack G30). */
export const dynamic = 'force-dynamic';

export default function RootLayout({ children }: { readonly children: ReactNode }) {
  return (
    <html lang="en" className={inter.variable}>
      <body>{children}</body>
    </html>
  );
}
