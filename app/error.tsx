'use client';

// Next wants the directive in this special file itself.
export { ErrorPage as default } from '@/components/ui/error-page.client';
